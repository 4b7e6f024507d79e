import type { Cues } from './types.ts';

const day = '(?:Montag|Dienstag|Mittwoch|Donnerstag|Freitag|Samstag|Sonnabend|Sonntag)';
const month = '(?:Januar|Jänner|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember)';
const small =
  '(?:\\d+|ein(?:e[rnm]?)?|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf|ein paar|wenigen)';
const ordinal =
  '(?:\\d{1,2}\\.|erste|zweite|dritte|vierte|fünfte|sechste|siebte|achte|neunte|zehnte|elfte|zwölfte|\\p{L}+zehnte|\\p{L}+zigste)[nr]?';
const clock = `(?:\\d{1,2}(?:[:.]\\d{2})? Uhr(?: \\d{1,2})?|\\d{1,2}:\\d{2}|(?:halb )?${small} Uhr|mittags?|Mitternacht)`;
const part = '(?:(?:vor|nach)?mittag|abend|früh|morgen)?';
const date = `(?:${ordinal} ${month}|\\d{1,2}\\.\\d{1,2}\\.(?:\\d{2,4})?)`;
const span = '(?:Tag|Woche|Monat|Quartal|Jahr|Sprint)(?:s|es|en)?';
const point = `(?:(?:(?:nächste|kommende|diese|folgende)[nmrs]? )?${day}${part}(?: (?:früh|Vormittag|Nachmittag|Abend|Mittag))?(?:,? (?:den |dem )?${date})?|(?:übermorgen|morgen|heute)(?: (?:früh|Vormittag|Nachmittag|Abend|Mittag))?|${date}|${clock}|(?:zum )?Ende (?:der |des |dieser |dieses |nächster |nächsten )?${span}|(?:nächste|kommende|diese)[nmrs]? ${span}|(?:Wochen|Monats|Jahres|Quartals)ende)`;
const modal =
  '(?:wird|soll|sollte|muss|übernimmt|kümmert sich|schickt|sendet|schreibt|macht|erstellt|prüft|bereitet|ruft|klärt|organisiert|bucht|besorgt|testet|aktualisiert|meldet|liefert|stellt|bringt|spricht|plant|informiert|dokumentiert|koordiniert)';

export const de: Cues = {
  decides:
    /\b(?:wir haben|haben wir|wurde|worden|ist|es ist|das ist|damit ist)(?: \p{L}+){0,8} (?:beschlossen|entschieden|vereinbart|verabschiedet|festgelegt|abgemacht|genehmigt)\b|\b(?:wir )?(?:beschließen|vereinbaren|entscheiden uns|einigen uns|einigten uns)\b|\b(?:haben|hatten) uns(?: \p{L}+){0,8} (?:geeinigt|entschieden|entschlossen|verständigt)\b|\bdie Entscheidung (?:ist|lautet|steht|fällt)\b|\bwir bleiben (?:bei|dabei)\b|\bdabei bleibt es\b|\b(?:wir )?einigen uns (?:auf|darauf)\b/iu,
  announcesDecision:
    /\b(?:haben wir|wir haben) (?:jetzt |nun |also |damit )?(?:eine|die|unsere) Entscheidung\b|^(?:die|unsere) (?:Entscheidung|Beschlüsse)(?: ist| sind| lautet)?\W*$/iu,
  announcesActions:
    /\b(?:hier (?:sind|kommen)|das sind|fassen wir|zusammenfassend|gehen wir)(?: \p{L}+){0,3} (?:Aufgaben|Maßnahmen|To-?dos?|nächsten Schritte|Arbeitspakete|Action Items)\b|^(?:die |unsere )?(?:Aufgaben|Maßnahmen|To-?dos?|nächsten Schritte|Action Items)(?: sind)?\W*$/iu,
  denies:
    /\b(?:nicht|noch nichts?|nie|keine?n?)(?: \p{L}+){0,2} (?:beschlossen|entschieden|vereinbart|festgelegt|geeinigt|genehmigt|Entscheidung)\b|\b(?:müssen|sollten|können|wollen)(?: \p{L}+){0,6} (?:beschließen|entscheiden|vereinbaren|einigen|festlegen)\b|\b(?:ob|wenn|falls|bevor|sobald|bis) (?:wir|das|es|die)\b/iu,
  negates:
    /\b(?:nicht|nichts|nie|niemals|niemand|niemandem|niemanden|keine?[mnrs]?|ohne|weder|keinesfalls|keineswegs)\b(?! (?:nur|bloß|zuletzt|später|früher|mehr als|weniger|vergessen)(?!\p{L}))/iu,
  assigns: new RegExp(
    `(?<![^\\s])(?<who>(?:[Dd]as |[Dd]ie )\\p{Lu}\\p{L}*(?:team|abteilung)|\\p{Lu}[\\p{L}-]+(?: \\p{Lu}[\\p{L}-]+)?(?: und \\p{Lu}[\\p{L}-]+)?) ${modal}(?=[ ,.])`,
    'u',
  ),
  promises:
    /\b(?:ich (?:werde|kümmere mich|übernehme|schicke|sende|schreibe|mache|erstelle|prüfe|bereite|rufe|kläre|organisiere|buche|besorge|teste|aktualisiere|melde|liefere|stelle|bringe|spreche|plane|informiere|ändere|teile|lade|frage|reiche)|(?:werde|schicke|sende|schreibe|mache|erstelle|prüfe|rufe|kläre|übernehme) ich)\b(?! (?:nicht|nie|das nicht|sagen|mal sagen)\b)/iu,
  requests:
    /\b(?:kannst|könntest|würdest|magst) du\b|\b(?:können|könnten|würden) Sie\b|\bkönnt ihr\b|(?:^|[,;:] |\bund )bitte \p{L}+|(?:^|[,;:] )(?:schick|schicke|schreib|schreibe|prüf|prüfe|ruf|mach|sende|erstelle|bereite|klär|kläre) (?:uns|mir|das|den|die|ihm|ihr|ihnen|bitte)\b/iu,
  agrees:
    /^(?:ja|jawohl|klar|gern|gerne|sicher|natürlich|okay|ok|in ordnung|mache ich|mach ich|kein problem|geht klar|wird gemacht|selbstverständlich)\b/iu,
  leavesOpen:
    /\b(?:nicht sicher|weiß (?:ich |es )?(?:noch )?nicht|keine Ahnung|unklar|mal sehen|sehen wir (?:dann|noch)|müssen wir (?:noch )?(?:klären|prüfen|schauen|überlegen|fragen|besprechen)|muss ich (?:noch )?(?:klären|prüfen|schauen|nachsehen|fragen)|ich (?:kläre|prüfe|frage) das|gute Frage|offene Frage|schwer zu sagen|kommt darauf an|vielleicht|noch nicht|zu früh)\b/iu,
  beginsQuestion:
    /^(?:(?:und|aber|also|okay|gut) )?(?:wer|was|wann|wo|warum|wieso|weshalb|welche[rsnm]?|wessen|wie(?: viele?| lange| oft)?|wohin|woher|kann|können|könnten|sollen|sollten|müssen|haben|hat|ist|sind|gibt es|wird|werden|darf|dürfen) (?:wir|Sie|du|ihr|ich|man|es|er|sie|das|die|der|den|dem|\p{L}+)\b/iu,
  when: new RegExp(
    `(?<!\\p{L})(?:(?:bis|vor|am|ab|um|gegen|nach|zum|spätestens|im Laufe|noch)(?: spätestens)?(?: (?:am|zum|zur|um|der|des))? (?:${point}|${month})(?:,? (?:um|gegen|bis) ${clock})?|(?:in|innerhalb von|binnen) ${small} (?:Minuten?|Stunden?|Tage?n?|Wochen?|Monate?n?)|${point}(?: (?:um|gegen|bis) ${clock})?|so (?:bald|schnell) wie möglich|umgehend|sofort|schnellstmöglich|bis zur? (?:nächsten Sitzung|nächsten Besprechung|nächsten Treffen|Veröffentlichung|Wochenende))(?!\\p{L})`,
    'iu',
  ),
};
