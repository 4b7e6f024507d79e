import { sameName } from '../../../contract/common.ts';
import { wordsIn } from '../language/words.ts';

/** What speakers are called who are called by no name, and what is written with a capital for other reasons. */
const lists = `
  speaker moderator moderatorin host guest interviewer operator narrator presenter chair chairman chairwoman chairperson president
  director manager boss chief captain coach teacher doctor doc professor nurse officer judge counsel minister senator mayor
  sir madam ma'am miss mister mr mrs ms dr prof lord lady everyone everybody anyone somebody someone nobody all folks guys
  guy people team ladies gentlemen friends colleagues class students audience listeners viewers man mate dude bro buddy pal
  dear honey darling sweetheart love mom mum mama dad papa daddy mommy grandma grandpa god christ lord heaven hell goodness
  siri alexa google cortana assistant computer zoom teams slack einstein sherlock watson batman superman santa genius captain
  hello hi hey thanks sorry sure happy glad fine great good okay ok yes no well right maybe please welcome bye goodbye
  actually honestly basically finally obviously seriously anyway however therefore meanwhile otherwise look listen wait hold
  first second third next last so then now again also still just only really today tomorrow yesterday tonight question
  unknown unnamed person participant user customer client number one two three monday tuesday wednesday thursday friday
  saturday sunday easter christmas ceo cto cfo coo vp hr it ai uk us usa eu
  sprecher sprecherin gast gaste gastgeber gastgeberin interviewer chef chefin boss herr frau herrn doktor professor professorin
  leute alle zusammen jungs madels kollegen kolleginnen kollege kollegin freunde freund freundin team damen herren publikum schatz
  liebling mensch mama papa oma opa mutter vater gott himmel kinder kind mann junge dame meister ihnen sie ihr ihre ihren ihrem
  euch dich dir mich uns hallo danke bitte entschuldigung verzeihung moment frage antwort genau klar gut super prima leider
  vielleicht eigentlich ehrlich naturlich montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag weihnachten
  ostern niemand jemand jeder deutscher deutsche deutschen osterreicher osterreicherin schweizer schweizerin berliner berlinerin
  munchner hamburger wiener wienerin europaer europaerin amerikaner amerikanerin englander franzose franzosin spanier spanierin
  turke turkin vegetarier vegetarierin veganer veganerin raucher nichtraucher linkshander rentner mitglied single fan laie profi
  experte expertin teil zeuge zeugin schuld ohr stolz kunde kundin rand ende anfang ziel thema neuling nutzer
  hablante anfitrion anfitriona invitado invitada entrevistador jefe jefa senor senora senores senoras senorita doctora don
  dona profesor profesora director directora presidente presidenta todos todas chicos chicas chico chica gente amigos amigas
  amigo amiga equipo companeros companeras companero colega colegas hombre mujer tio tia hijo hija mama carino cielo dios
  virgen usted ustedes nadie alguien gracias hola adios perdon disculpe disculpa oiga oye bueno bien vale claro pregunta
  lunes martes miercoles jueves viernes sabado domingo navidad espanol espanola aleman alemana ingles inglesa frances francesa
  mexicano mexicana argentino argentina europeo europea americano americana catolico catolica
  british irish scottish welsh american australian canadian indian mexican brazilian european african asian catholic
  muslim jewish protestant`;
const generic = new Set(wordsIn(lists).map(({ key }) => key));

/** German is full of them, and “I am” stands before each. */
const role =
  /(?:leiter|manager|managerin|berater|entwickler|ingenieur|arzt|arztin|lehrer|student|assistent|direktor|chef|sprecher|vorsitzende|meister|beauftragte|techniker|verkaufer|kaufer|kaufmann|kauffrau|journalist|redakteur|autor|grunder|anwalt|pfleger|forscher|wissenschaftler|wissenschaftlerin|informatiker|designer|designerin|programmierer|trainer|trainerin|kollege|kollegin|partner|mitarbeiter|praktikant|azubi|auszubildende|gesellschafter|inhaber|verantwortliche|zustandige|neue|arbeiter|hausfrau|hausmann)(?:in|innen|n|r|s)?$/;

const letters = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ');
const codes = letters.flatMap((one) => letters.map((other) => one + other));
/** People are called so too. */
const both = ['Sofia', 'Santiago', 'Jordan', 'Chad', 'Georgia', 'Paris', 'Israel', 'Adelaide', 'Regina'];

/** Countries, languages and the cities that time is told by: the platform knows them. */
function placeNames(): Set<string> {
  const named = ['en', 'de', 'es'].flatMap((locale) => {
    const region = new Intl.DisplayNames(locale, { type: 'region', fallback: 'none' });
    const language = new Intl.DisplayNames(locale, { type: 'language', fallback: 'none' });
    return codes.flatMap((code) => [region.of(code), language.of(code.toLowerCase())]);
  });
  const cities = Intl.supportedValuesOf('timeZone')
    .filter((zone) => /^(?:Africa|America|Asia|Europe)\/[^/]+$/.test(zone))
    .map((zone) => zone.replace(/^.*\//, '').replaceAll('_', ' '));
  const others = ['Wien', 'Hamburg', 'München', 'Köln', 'Barcelona', 'Londres', 'Lisboa'];
  const all = [...named, ...cities, ...others].filter((name) => name !== undefined);
  return new Set(all.filter((name) => !both.includes(name)).map(sameName));
}
let places: Set<string> | undefined;

const titles =
  /^(?:(?:Dr|Dra|Prof|Mr|Mrs|Ms|Miss|Sr|Sra|Herrn?|Frau|Doktor|Doctora?|Professor(?:in)?|Profesora?|Señora?|Sir|Don|Doña|Lady)(?![\p{L}\p{M}])\.? *)+/u;

/** The words of a name that tell who it is: its titles tell nobody. */
export const keysOf = (name: string): string[] => wordsIn(name.replace(titles, '')).map(({ key }) => key);

/** One of two names that may be of the same person, such as “Ben” and “Dr Ben Miller”. */
export function mayBeSame(one: string, other: string): boolean {
  const [few = [], many = []] = [keysOf(one), keysOf(other)].sort((a, b) => a.length - b.length);
  return few.length > 0 && few.every((key) => many.includes(key));
}

/** Nobody is called so: a role, a greeting, a day. Letters in a row are short for something. */
export function isGeneric(name: string): boolean {
  const [first] = keysOf(name);
  return (
    first === undefined ||
    generic.has(first) ||
    role.test(first) ||
    name === 'Jesus' ||
    (name === name.toUpperCase() && name !== name.toLowerCase())
  );
}

/** What one can be, or be from: “I'm Spanish”, “this is London”. */
export function isPlace(name: string): boolean {
  places ??= placeNames();
  return places.has(sameName(name));
}
