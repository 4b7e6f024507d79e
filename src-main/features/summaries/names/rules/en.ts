import type { NameRules } from './types.ts';

const role =
  "(?:your |the |today['’]s )?(?:host|moderator|chair|chairman|chairwoman|presenter|interviewer|instructor|teacher|lecturer|guide|narrator|operator),?";

export const en: NameRules = {
  called: [
    "my (?:first |full |own )?name(?: is|['’]s|, by the way, is) NAME",
    '(?:you can |just |please |they |people )?call me NAME',
    'my name was NAME',
    "the name['’]s NAME",
    'NAME (?:speaking|here)(?=[,.!]|$| from)',
    'this (?:is|was) NAME (?:speaking|here|calling|from|at|reporting|signing off|for)\\b',
    "(?:hi|hello|hey|good (?:morning|afternoon|evening))(?:,? (?:everyone|everybody|all|there|folks))?[,.!]? (?:this|it) ?(?:is|['’]s) NAME(?! and (?:she|he)\\b)",
    `(?:I[\'’]?m|I am|I[\'’]ve been|I was) ${role} NAME`,
    'with me, NAME',
  ],
  am: ["I(?:['’]m| am| was) NAME", "it['’]s NAME here"],
  reported:
    /["“‘«]\s*$|\b(?:if|like|as though|think|thinks|thought|says?|said|told|tells|call(?:s|ed)?|imagine|pretend|suppose|wish|because|whether)\b[^.!?,;:]*$|\b(?:said|says|like)[,:]\s*$/iu,
  presents: [
    '(?:please )?(?:join me in welcoming|welcome)(?: our (?:guest|speaker)| back| to the (?:show|stage))?,? NAME',
    "(?:let me|I['’]d like to|I would like to|I want to|may I|allow me to) (?:introduce|present)(?: you to| to you)?(?: our (?:guest|speaker|colleague|new colleague))?,? NAME",
    '(?:joining us|with us|our (?:guest|speaker|next speaker))(?: today| now| tonight| this (?:morning|evening|week))?(?: is|,) NAME',
    "(?:I['’]ll |I will |let me |I |we )?(?:hand|pass|turn)(?: it| this| you)?(?: over| on)? to NAME",
    '(?:the floor is|over) to NAME',
    'this is NAME(?=,? (?:he|she|who|our|my)\\b)',
  ],
  hands: [
    '(?:over to you|go ahead|your turn|the floor is yours|you go first|take it away|please start|please go on|please begin),? NAME(?=[.!?,]|$)',
    "NAME, (?:over to you|go ahead|your turn|the floor is yours|you go first|take it away|please|you(?:['’]re| are) next)\\b",
    '(?:hi|hello|hey|welcome|good (?:morning|afternoon|evening)),? NAME(?=[.!?,]|$)',
    '\\b(?:you|there|yourself),? NAME(?=\\?)',
  ],
  thanks: [
    '(?:thanks|thank you|many thanks|cheers)(?: so much| very much| a lot| for that| again)?,? NAME(?=[.!?,]|$| for\\b)',
    '(?:good|great|excellent|fair) (?:point|question|idea|work|job),? NAME(?=[.!?,]|$)',
    '(?:I agree with|as) NAME(?= (?:just )?(?:said|says|pointed out)\\b)',
  ],
  opening: '(?:(?:so|and|okay|ok|well|now|right|all right|alright|hey|then|but|great|good|yes|sorry),? )*',
  articles: '(?:a|an|the|my|your|our|his|her|their|this|that|every|any|no)',
};
