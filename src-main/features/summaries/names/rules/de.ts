import type { NameRules } from './types.ts';

const role =
  '(?:Ihr|Ihre|euer|eure|der|die) (?:Gastgeber|Moderator|Vorsitzende|Sprecher|Interviewer|Lehrer|Dozent)(?:in|r)?,?';

export const de: NameRules = {
  called: [
    'mein (?:voller |ganzer )?(?:Vor)?name (?:ist|war|lautet) NAME',
    'ich heiße NAME',
    'ich heisse NAME',
    '(?:nennt|nennen Sie|nenn|man nennt) mich(?: einfach| bitte| ruhig)? NAME',
    'hier (?:ist|spricht)(?: der| die)? NAME',
    'NAME hier(?=[,.!]|$)',
    'am Apparat ist NAME',
    'das war NAME (?:für|mit|von|aus)\\b',
    `ich bin ${role} NAME`,
  ],
  am: ['ich bin(?: auch| übrigens| hier)?(?: der| die)? NAME', 'ich war NAME', 'bin(?: der| die) NAME'],
  reported:
    /["“„‚»]\s*$|(?<!\p{L})(?:dass|ob|als ob|als|wie|wenn|weil|sagt|sagte|sagten|meint|meinte|denkt|dachte|glaubt|glaube|heißt es|stell dir vor|angenommen)(?!\p{L})[^.!?,;:]*$|(?<!\p{L})(?:sagt|sagte|meinte)[,:]\s*$/iu,
  presents: [
    '(?:begrüßen (?:Sie|wir)|begrüßt|ich begrüße|wir begrüßen)(?: mit mir| heute| nun| jetzt| bitte| ganz herzlich| herzlich)*,? NAME',
    '(?:darf ich (?:Ihnen |euch )?vorstellen|ich möchte (?:Ihnen |euch )?vorstellen|ich stelle (?:Ihnen |euch )?vor)[,:]? (?:das ist )?NAME',
    '(?:zu Gast|bei uns|mit dabei|unser Gast|unsere Gästin)(?: heute| nun| jetzt)? (?:ist|sitzt|begrüße ich)(?: heute| nun| jetzt)?:? NAME',
    '(?:übergebe|gebe)(?: ich)?(?: das Wort)?(?: nun| jetzt| weiter| mal)*(?: an| das Wort an) NAME',
    'das ist NAME(?=,? (?:er|sie|der|die|unsere?|meine?)(?!\\p{L}))',
  ],
  hands: [
    '(?:bitte|du bist dran|Sie sind dran|leg los|fang an|fangen Sie an|Sie haben das Wort|du hast das Wort|nur zu),? NAME(?=[.!?,]|$)',
    'NAME, (?:bitte|du bist dran|Sie sind dran|leg los|fang an|Sie haben das Wort|du hast das Wort|dein Part)(?!\\p{L})',
    '(?:hallo|hi|hey|guten (?:Morgen|Tag|Abend)|willkommen|moin|grüß dich|servus),? NAME(?=[.!?,]|$)',
    '(?<!\\p{L})(?:du|dir|dich|Sie|Ihnen),? NAME(?=\\?)',
  ],
  thanks: [
    '(?:danke|vielen Dank|herzlichen Dank|besten Dank|danke schön|danke sehr|danke dir|danke Ihnen),? NAME(?=[.!?,]|$| für(?!\\p{L}))',
    '(?:guter (?:Punkt|Hinweis|Einwand)|gute (?:Frage|Idee|Arbeit)),? NAME(?=[.!?,]|$)',
    'wie NAME(?= (?:gerade|eben|schon) (?:sagte|gesagt hat|meinte)(?!\\p{L}))',
  ],
  opening: '(?:(?:so|und|okay|ok|gut|also|ja|na|nun|dann|jetzt|aber|hey|du|prima|super|entschuldigung),? )*',
  articles:
    '(?:ein|eine|einen|einem|einer|eines|kein|keine|keinen|keinem|keiner|mein|meine|meinen|meinem|meiner|dein|deine|unser|unsere|unseren|unserem|unserer|jede|jeder|jeden|jedem|zum|zur|als)',
};
