import type { NameRules } from './types.ts';

const role =
  '(?:su|tu|vuestr[oa]|el|la) (?:anfitrión|anfitriona|moderadora?|presentadora?|profesora?|entrevistadora?|guía),?';

export const es: NameRules = {
  called: [
    '(?:yo )?me llamo NAME',
    'mi nombre(?: completo)? (?:es|era) NAME',
    '(?:me llaman|ll[aá]m[ae]n?me|me dicen|podéis llamarme|puedes llamarme|pueden llamarme) NAME',
    '(?:les|os|le|te) (?:habla|saluda) NAME',
    '(?:al habla|aquí|acá) NAME(?=[,.!]|$)',
    'NAME al (?:habla|aparato)(?!\\p{L})',
    `(?:yo )?soy ${role} NAME`,
  ],
  am: ['(?:yo )?soy(?: el| la)? NAME', 'aquí (?:está|habla) NAME'],
  reported:
    /["“«‘]\s*$|(?<!\p{L})(?:si|como si|que|cuando|dice|dicen|dijo|dijeron|cree|creen|piensa|piensan|imagina|imagínate|porque|no)(?!\p{L})[^.!?,;:]*$|(?<!\p{L})(?:dice|dijo)[,:]\s*$/iu,
  presents: [
    '(?:demos|damos|doy|den|dad)(?: una| la)?(?: cordial| calurosa)? bienvenida (?:hoy )?a NAME',
    '(?:les|os|te|le) presento a NAME',
    '(?:nos acompaña|hoy nos acompaña|está con nosotros|tenemos con nosotros a|nuestr[oa] invitad[oa](?: de hoy)? es|con nosotros está)(?: hoy| ahora)? NAME',
    '(?:doy|cedo|paso|pasamos|damos)(?: ahora)? la palabra a NAME',
    'est[ea] es NAME(?=,? (?:él|ella|quien|nuestr[oa]|mi)(?!\\p{L}))',
  ],
  hands: [
    '(?:adelante|te toca|le toca|tienes la palabra|tiene la palabra|cuando quieras|cuando quiera|empieza|empiece),? NAME(?=[.!?,]|$)',
    'NAME, (?:adelante|te toca|le toca|tienes la palabra|tiene la palabra|por favor|cuando quieras)(?!\\p{L})',
    '(?:hola|buenos días|buenas tardes|buenas noches|bienvenid[oa]|qué tal),? NAME(?=[.!?,]|$)',
    '(?<!\\p{L})(?:tú|ti|usted),? NAME(?=\\?)',
  ],
  thanks: [
    '(?:gracias|muchas gracias|muchísimas gracias|mil gracias),? NAME(?=[.!?,]|$| por(?!\\p{L}))',
    '(?:buena (?:pregunta|idea|observación)|buen (?:punto|trabajo)),? NAME(?=[.!?,]|$)',
    'como (?:dijo|decía|ha dicho) NAME(?=[ ,.])',
  ],
  opening: '(?:(?:y|bueno|bien|pues|vale|entonces|ahora|a ver|oye|oiga|sí|perdona|perdón|pero|muy bien),? )*',
  articles: '(?:un|una|el|la|los|las|mi|tu|su|nuestr[oa]|est[ea]|es[ea]|ningún|ninguna|cada|algún|alguna)',
};
