import type { Cues } from './types.ts';

const day = '(?:lunes|martes|miércoles|jueves|viernes|sábado|domingo)';
const month =
  '(?:enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|setiembre|octubre|noviembre|diciembre)';
const small =
  '(?:\\d+|una?|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce|unos|unas|pocos|pocas)';
const part = '(?: por la (?:mañana|tarde|noche)| a mediodía| al mediodía)?';
const number =
  '(?:\\d{1,2}|primero|uno|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce|trece|catorce|quince|dieci\\p{L}+|veint\\p{L}+|treinta(?: y uno)?)';
const clock = `(?:las? (?:\\d{1,2}(?::\\d{2})?|${small})(?: (?:y media|y cuarto|en punto))?(?: de la (?:mañana|tarde|noche))?|mediodía|medianoche)`;
const date = `${number} de ${month}`;
const span = '(?:día|semana|mes|trimestre|año)';
const point = `(?:(?:el |este |el próximo |próximo )?${day}(?: que viene| próximo)?${part}(?:,? ${date})?|pasado mañana|(?<!la )mañana${part}|hoy(?: mismo)?|esta (?:mañana|tarde|noche|semana)|este mes|(?:el )?(?:día )?${date}|(?:el )?fin(?:al)?(?:es)? de (?:la |el |este |esta )?(?:día|semana|mes|trimestre|año)|la (?:próxima semana|semana que viene|semana próxima)|el (?:próximo mes|mes que viene|mes próximo))`;
const modal =
  '(?:va a|van a|debe|deben|tiene que|tienen que|se encarga de|se encargará de|se ocupa de|se ocupará de|enviará|mandará|hará|preparará|escribirá|revisará|terminará|llamará|entregará|organizará|actualizará|probará|redactará|confirmará|comprará|reservará|informará|acabará|presentará|creará|contactará|pedirá|compartirá|hablará|cambiará|\\p{L}+ará|\\p{L}+erá|\\p{L}+irá)';

export const es: Cues = {
  decides:
    /(?<!\p{L})(?:hemos|se ha|ha sido|han|queda|está|fue|quedó|queda todo) (?:ya |ahora |finalmente )?(?:decidido|acordado|aprobado|resuelto|convenido|pactado|optado)(?!\p{L})|(?<!\p{L})(?:decidimos|acordamos|resolvimos|optamos por|nos quedamos con|aprobamos|se decide|se acuerda|se aprueba|se decidió|se acordó|se aprobó)(?!\p{L})|(?<!\p{L})la decisión (?:es|final|fue|está)(?!\p{L})|(?<!\p{L})hemos (?:llegado a un acuerdo|quedado en)(?!\p{L})/iu,
  announcesDecision:
    /(?<!\p{L})(?:tenemos|hay|ya tenemos) (?:una|la|nuestra) decisión(?!\p{L})|^(?:la|nuestra) decisión(?: es)?\W*$/iu,
  announcesActions:
    /(?<!\p{L})(?:estas son|aquí están|estos son|repasemos|resumamos|resumiendo|las siguientes)(?: \p{L}+){0,2} (?:tareas|acciones|próximos pasos|pendientes|puntos de acción)(?!\p{L})|^(?:las |los )?(?:tareas|acciones|próximos pasos|pendientes|puntos de acción)(?: son)?\W*$/iu,
  denies:
    /(?<!\p{L})(?:no|nunca|tampoco|todavía no|aún no)(?: \p{L}+){0,3} (?:decidido|acordado|aprobado|decidimos|acordamos|decisión|acuerdo)(?!\p{L})|(?<!\p{L})(?:tenemos que|hay que|debemos|podemos|queremos|vamos a|falta|queda por) (?:decidir|acordar|aprobar)(?!\p{L})|(?<!\p{L})(?:si|cuando|hasta que|antes de que) (?:se |lo |la )?(?:decid|acord|aprueb|apruebe)/iu,
  negates:
    /(?<!\p{L})(?:no|nunca|jamás|nadie|nada|ning[uú]n[oa]?s?|sin|tampoco|ni)(?!\p{L})(?! (?:solo|sólo|solamente|más|menos|olvid\p{L}+|embargo|obstante|duda)(?!\p{L}))/iu,
  assigns: new RegExp(
    `(?<![^\\s])(?<who>[Ee]l equipo de \\p{L}+|\\p{Lu}[\\p{L}-]+(?: \\p{Lu}[\\p{L}-]+)?(?: y \\p{Lu}[\\p{L}-]+)?) (?:también )?${modal}(?!\\p{L})`,
    'u',
  ),
  promises:
    /(?<!\p{L})(?:yo )?(?:voy a|me encargo de|me encargaré de|me ocupo de|me ocuparé de|tengo que|puedo) (?!ser(?!\p{L})|estar(?!\p{L})|decir(?!\p{L})|ver(?!\p{L})|pensar(?!\p{L}))\p{L}+|(?<!\p{L})(?:enviaré|mandaré|haré|prepararé|escribiré|revisaré|terminaré|llamaré|entregaré|organizaré|actualizaré|probaré|redactaré|confirmaré|compraré|reservaré|informaré|presentaré|crearé|contactaré|pediré|compartiré|hablaré|cambiaré|avisaré)(?!\p{L})/iu,
  requests:
    /(?<!\p{L})(?:puedes|podrías|puede usted|podría usted|podéis|pueden ustedes|puede|podría) (?!ser(?!\p{L})|estar(?!\p{L})|decir|repetir|explicar)\p{L}+(?:r|rlo|rla|rnos|rme|rle|rles)(?!\p{L})|(?<!\p{L})por favor,? (?!no(?!\p{L}))\p{L}+|(?<!\p{L})(?:envía|envíe|manda|mande|prepara|prepare|escribe|escriba|revisa|revise)(?:nos|me|le|lo|la)?(?!\p{L}).*por favor|(?<!\p{L})(?:necesito|quiero) que (?:tú|usted|\p{Lu}\p{L}+) /iu,
  agrees:
    /^(?:sí|claro|vale|de acuerdo|por supuesto|sin problema|con gusto|desde luego|cómo no|okay|ok|perfecto|bueno|está bien|yo me encargo|lo haré|lo hago)(?!\p{L})/iu,
  leavesOpen:
    /(?<!\p{L})(?:no (?:estoy|está|estamos) segur[oa]s?|no (?:lo )?sé|ni idea|no está claro|ya veremos|tenemos que (?:ver|mirar|preguntar|comprobar|pensar|discutir)|tengo que (?:ver|mirar|preguntar|comprobar|pensar)|lo (?:miro|consulto|pregunto|compruebo)|buena pregunta|pregunta abierta|difícil de decir|depende|quizás?|tal vez|todavía no|aún no|demasiado pronto)(?!\p{L})/iu,
  beginsQuestion:
    /^¿|^(?:(?:y|pero|bueno|entonces) )?(?:quién(?:es)?|qué|cuándo|dónde|por qué|cuál(?:es)?|cómo|cuánt[oa]s?|adónde|de quién) \p{L}+/iu,
  when: new RegExp(
    `(?<!\\p{L})(?:(?:para|antes de|antes del|hasta|a partir de|a partir del|desde|en|a|al|sobre|a más tardar|como muy tarde)(?: el| la| las)? (?:${point}|${day}${part}|${month}|${clock}|fin(?:al)?(?:es)? de (?:la |el |este |esta )?${span})(?: a ${clock}| antes de ${clock})?|(?:en|dentro de) ${small} (?:minutos?|horas?|días?|semanas?|meses|mes|años?)|${point}(?: a ${clock})?|cuanto antes|lo antes posible|de inmediato|inmediatamente|ahora mismo)(?!\\p{L})`,
    'iu',
  ),
};
