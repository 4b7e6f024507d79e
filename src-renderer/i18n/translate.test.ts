import { describe, expect, test } from 'vitest';
import { errorCodes } from '../../src-main/rpc/errors.ts';
import { en, type TextKey } from './en.ts';
import { chooseLocale, createTranslator, languages, translations } from './translate.ts';

const keys = Object.keys(en) as TextKey[];
const formsOf = (entry: string | object) =>
  typeof entry === 'string' ? [entry] : (Object.values(entry) as string[]);
const placeholders = (pattern: string) => [...pattern.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();

describe.each(languages)('%s', (language) => {
  const table = translations[language];

  test('has a text for every key and no other', () => {
    expect(Object.keys(table).sort()).toEqual([...keys].sort());
    for (const key of keys) for (const form of formsOf(table[key])) expect(form.trim()).not.toBe('');
  });

  test('asks for the same values as English does', () => {
    for (const key of keys) {
      const wanted = placeholders(formsOf(en[key]).at(-1) ?? '');
      for (const form of formsOf(table[key])) {
        // "One meeting" may go without its number.
        expect(wanted, key).toEqual(expect.arrayContaining(placeholders(form)));
      }
      expect(placeholders(formsOf(table[key]).at(-1) ?? ''), key).toEqual(wanted);
    }
  });

  test('has every plural form that it needs', () => {
    const categories = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
    for (const key of keys) {
      const entry = table[key];
      if (typeof entry !== 'string') expect(Object.keys(entry).sort(), key).toEqual([...categories].sort());
    }
  });

  test('has plain words for every error', () => {
    for (const code of errorCodes) expect(table[`error.${code}`]).toBeTruthy();
  });
});

test('numbers are written and counted as the language does', () => {
  expect(createTranslator('en', 'en-GB')('sidebar.count', { count: 1 })).toBe('1 meeting');
  expect(createTranslator('de', 'de-DE')('sidebar.count', { count: 12_345 })).toBe('12.345 Besprechungen');
  expect(createTranslator('es', 'es')('sidebar.count', { count: 1_000_000 })).toBe('1.000.000 de reuniones');
});

test('what a person typed is never taken for a placeholder', () => {
  const t = createTranslator('en', 'en');
  expect(t('done.tagged', { count: 2, tag: '{count}' })).toBe('Tag “{count}” added to 2 meetings');
});

test.each([
  ['system', ['fr-FR', 'de-AT', 'en'], 'de', 'de-AT'],
  ['system', ['fr-FR'], 'en', 'en'],
  ['es', ['en-US', 'es-MX'], 'es', 'es-MX'],
  ['de', ['en-US'], 'de', 'de'],
] as const)(
  'setting %s, preferred %j: texts in %s, dates as in %s',
  (setting, preferred, language, locale) => {
    expect(chooseLocale(setting, preferred)).toEqual({ language, locale });
  },
);
