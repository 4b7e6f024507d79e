import { useLocale } from '../../i18n/locale-context.ts';

/** Scripts and characters that no font has, as people call them. */
export function useScriptNames() {
  const { language } = useLocale();
  return (codes: readonly string[]): string => {
    const names = new Intl.DisplayNames(language, { type: 'script' });
    const all = codes.map((code) => (code.startsWith('U+') ? code : (names.of(code) ?? code)));
    return new Intl.ListFormat(language).format(all);
  };
}
