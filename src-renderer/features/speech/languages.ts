/** What Whisper's multilingual models were taught, by the codes that the engine takes. */
const codes =
  'af am ar as az ba be bg bn bo br bs ca cs cy da de el en es et eu fa fi fo fr gl gu ha haw he hi hr ht hu hy id is it ja jw ka kk km kn ko la lb ln lo lt lv mg mi mk ml mn mr ms mt my ne nl nn no oc pa pl ps pt ro ru sa sd si sk sl sn so sq sr su sv sw ta te tg th tk tl tr tt uk ur uz vi yi yo yue zh'.split(
    ' ',
  );

/** A language in the words of the person's own; Javanese has another code everywhere else. */
export function languageName(locale: string, code: string): string {
  return new Intl.DisplayNames(locale, { type: 'language' }).of(code === 'jw' ? 'jv' : code) ?? code;
}

export function spokenLanguages(locale: string): { value: string; label: string }[] {
  const collator = new Intl.Collator(locale);
  return codes
    .map((value) => ({ value, label: languageName(locale, value) }))
    .sort((one, other) => collator.compare(one.label, other.label));
}
