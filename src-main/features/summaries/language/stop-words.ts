import { wordsIn, type Word } from './words.ts';

/** Folded: the words that every text is full of, and so say nothing of what it is about. */
const lists = {
  en: `a about above after again all almost already also always am an and another any anybody anyone anything are around as at
    away back be because been before being both but by came can cannot come comes could did do does doing done down each
    either else enough etc even ever every everybody everyone everything exactly few fine first for from get gets getting give go goes going
    gone gonna good got great guys had happen has have having he hello her here hers hey hi him himself his how i if in into is
    it its itself just kind kinda know last less let like little look lot lots made make makes many may maybe me mean might mine
    more most much must my myself need never nice no nobody none nor not nothing now of off oh ok okay on once one only or other
    others our ours out over own part people perfect please possible probably put quite rather really right said same say saying says see
    seems seen she should since so some somebody someone something sometimes soon sort still stuff such sure take talk tell than thank thanks
    that that's the their theirs them then there there's these they thing things think this those though through to today together too
    try two um uh uhm under until up upon us use used very want wants was way we well went were what what's when where whether which while who whose why
    will with within without would yeah yep yes yet you your yours yourself
    i'm i've i'll i'd you're you've you'll you'd we're we've we'll we'd they're they've they'll he's she's it's isn't aren't wasn't
    weren't don't doesn't didn't can't couldn't won't wouldn't shouldn't haven't hasn't hadn't let's here's who's morning afternoon evening goodbye bye welcome everyone`,
  de: `aber ab ach ah aha also alle allem allen aller alles als am an andere anderen anderer anderes auch auf aus bald bei beim bereits besser
    bin bis bisschen bist bitte bleiben brauchen da dabei dadurch dafur dagegen daher dahin damals damit danach daneben danke dann daran darauf
    daraus darf darin darum daruber das dass davon davor dazu dein deine dem den denen denn dennoch der deren des deshalb dessen die dies diese
    diesem diesen dieser dieses doch dort du durch durfen eben ebenso egal eigentlich ein eine einem einen einer eines einfach einige einigen
    einmal er erst es etwa etwas euch euer eure fast fur ganz gar geben geht genau gern gerne gerade gesagt gewesen gibt gleich gut gute guten
    guter hab habe haben hallo hast hat hatte hatten hatte hatten her heute hier hin hinter ich ihm ihn ihnen ihr ihre ihrem ihren ihrer im
    immer in indem ins ist ja jede jedem jeden jeder jedes jedoch jemand jetzt kann kein keine keinem keinen keiner klar kommen kommt konnen
    konnte konnten lassen leider los machen macht mal man manche mein meine meinem meinen meiner mehr meist mich mir mit moglich morgen muss
    mussen musste na nach nachdem naturlich neben nee nein nicht nichts nie niemand noch nun nur ob oben oder ohne okay ok sagen sagt schon
    schon sehen sehr sein seine seinem seinen seiner seit sich sie sind so sogar solche soll sollen sollte sollten sondern sonst sowie super
    tag tschuss tun uber um und uns unser unsere unserem unseren unter viel viele vielen vielleicht vom von vor wahrend war waren warum was
    weg wegen weil weiss weiter welche welchem welchen welcher welches wenig wenn wer werde werden weshalb wie wieder wieso wir wird wirklich wo woher wohin
    wohl wollen wollte worden wurde wurden wurde zu zum zur zusammen zwar zwischen ahm aeh hm genau stimmt richtig dinge sache sachen`,
  es: `a ademas ahi ahora al algo alguien algun alguna algunas alguno algunos alla alli ambos ante antes aquel aquella aquellos aqui asi aun
    aunque bajo bastante bien bueno buena buenas buenos cada casi como con conmigo contra cosa cosas creo cual cuales cualquier cuando cuanto da
    dar de deber decir del demas desde despues dia dias dice donde dos durante e el ella ellas ellos en entonces entre era eran eres es esa
    esas ese eso esos esta estaba estado estamos estan estar estas este esto estos estoy etc exacto fue fueron fui gracias gran ha haber habia
    hace hacen hacer hacia han has hasta hay he hemos hola hoy igual incluso ir jamas junto la las le les lo los luego mal manana mas me mejor menos
    mi mia mientras mio mis mismo mucha muchas mucho muchos muy nada nadie ni ningun ninguna no nos nosotros nuestra nuestras nuestro nuestros
    nunca o otra otras otro otros para parece parte pero perfecto poco poder podemos por porque primero pues puede pueden puedo que quien
    quienes quiere quiero sabe se sea ser si sido siempre siendo sin sino sobre sois solo somos son soy su sus suya suyo tal tambien tampoco
    tan tanto te tenemos tener tengo ti tiene tienen toda todas todavia todo todos tras tu tus un una unas uno unos usted ustedes va vale
    vamos van varias varios veces ver verdad vez vosotros voy y ya yo claro adios tarde tardes noche noches eh ah este`,
};

export const languages = ['en', 'de', 'es'] as const;
export type RuledLanguage = (typeof languages)[number];

/** Through the same reader as texts, so that both agree on what a word is. */
const stopWords = new Map(
  languages.map((language) => [language, new Set(wordsIn(lists[language]).map(({ key }) => key))]),
);

const SAMPLE = 2000;
/** Of all words of a text. In a language of its own a third and more are on the list. */
const SHARE = 0.2;

/** The language whose rules hold; undefined: one that has none. */
export function ruledLanguage(known: string | null, texts: readonly string[]): RuledLanguage | undefined {
  const named = languages.find((own) => own === known);
  if (named || known !== null) return named;
  const sample: Word[] = [];
  for (const text of texts) {
    if (sample.length >= SAMPLE) break;
    sample.push(...wordsIn(text));
  }
  const counts = languages.map((language) => ({
    language,
    count: sample.filter(({ key }) => stopWords.get(language)?.has(key)).length,
  }));
  const [best] = counts.sort((one, other) => other.count - one.count);
  return best && best.count >= sample.length * SHARE && best.count > 0 ? best.language : undefined;
}

const every = new Set([...stopWords.values()].flatMap((own) => [...own]));

/** Whether a word says something of what a text is about. Without a language: whether it does in each of them. */
export function isContent({ key }: Word, language: RuledLanguage | undefined): boolean {
  return !(language ? stopWords.get(language) : every)?.has(key);
}
