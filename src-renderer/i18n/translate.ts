import { de } from './de.ts';
import { en, type TextKey, type Translation } from './en.ts';
import { es } from './es.ts';

export const languages = ['en', 'de', 'es'] as const;
export type Language = (typeof languages)[number];
/** Each language in its own words, so that a person who can't read the present one finds theirs. */
export const languageNames: Record<Language, string> = { en: 'English', de: 'Deutsch', es: 'Español' };
export const translations: Record<Language, Translation> = { en, de, es };

type Source = typeof en;
type NamesIn<S> = S extends `${string}{${infer Name}}${infer Rest}` ? Name | NamesIn<Rest> : never;
type NamesOf<K extends TextKey> = Source[K] extends { other: infer S }
  ? 'count' | NamesIn<S>
  : NamesIn<Source[K]>;

type Value = string | number;
type Args<K extends TextKey> = [NamesOf<K>] extends [never] ? [] : [values: Record<NamesOf<K>, Value>];

/** Text that is kept as data (in a toast) until the moment it is shown, so that it follows the language. */
export interface Text {
  key: TextKey;
  values: Record<string, Value>;
}

export function text<K extends TextKey>(key: K, ...args: Args<K>): Text {
  return { key, values: args[0] ?? {} };
}

export interface Translator {
  <K extends TextKey>(key: K, ...args: Args<K>): string;
  show(text: Text): string;
}

export function createTranslator(language: Language, locale: string): Translator {
  const table = translations[language];
  const plural = new Intl.PluralRules(language);
  const number = new Intl.NumberFormat(locale);
  const show = ({ key, values }: Text): string => {
    const entry = table[key];
    const pattern = typeof entry === 'string' ? entry : formOf(entry, plural.select(Number(values.count)));
    return pattern.replace(/\{(\w+)\}/g, (whole, name: string) => {
      const value = values[name];
      return typeof value === 'number' ? number.format(value) : (value ?? whole);
    });
  };
  return Object.assign(
    <K extends TextKey>(key: K, ...args: Args<K>) => show({ key, values: args[0] ?? {} }),
    {
      show,
    },
  );
}

function formOf(entry: Exclude<Translation[TextKey], string>, category: Intl.LDMLPluralRule): string {
  if (category === 'one') return entry.one;
  return category === 'many' ? (entry.many ?? entry.other) : entry.other;
}

/** The language of the texts and the locale of dates and numbers, which keeps the person's region. */
export function chooseLocale(setting: Language | 'system', preferred: readonly string[]) {
  const base = (tag: string) => tag.toLowerCase().split('-')[0] ?? '';
  const known = (tag: string) => languages.find((language) => language === base(tag));
  if (setting !== 'system') {
    return { language: setting, locale: preferred.find((tag) => base(tag) === setting) ?? setting };
  }
  const tag = preferred.find((candidate) => known(candidate) !== undefined) ?? 'en';
  return { language: known(tag) ?? 'en', locale: tag };
}
