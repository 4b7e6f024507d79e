import { expect, test } from 'vitest';
import { languagesOf } from '../../../src-main/engines/whisper/languages.ts';
import { languages } from '../../i18n/translate.ts';
import { fitted, languageName, spokenLanguages } from './languages.ts';

const model = (id: string, isMultilingual: boolean) => ({
  ...{ id, isMultilingual, name: id, origin: 'catalogue' as const, isInstalled: true, isForTests: false },
  ...{ kind: 'speech' as const, fits: true, languages: null, contextTokens: null },
  ...{ bytes: 1, memoryBytes: 1, quantisation: '', licence: null, sha256: null, partBytes: 0 },
  ...{ transfer: null, error: null, source: null },
});

test('what can be chosen is what the engine knows, each by a name', () => {
  const every = languagesOf(Infinity).toSorted();
  for (const language of languages) {
    const offered = spokenLanguages(language, undefined, 'auto');
    expect(offered.map(({ value }) => value).toSorted()).toEqual(every);
    expect(offered.filter(({ value, label }) => value === label)).toEqual([]);
  }
  expect(spokenLanguages('de', undefined, 'auto')).toContainEqual({ value: 'bo', label: 'Tibetisch' });
});

test('of a model of one language that one is offered, and what is chosen', () => {
  const english = model('small.en', false);
  expect(spokenLanguages('en', english, 'auto')).toEqual([{ value: 'en', label: 'English' }]);
  expect(spokenLanguages('en', english, 'de').map(({ value }) => value)).toEqual(['en', 'de']);
  const models = [english, model('small', true)];
  const german = { language: 'de', translate: true };
  expect(fitted(models, 'small', german)).toEqual(german);
  expect(fitted(models, 'small.en', german)).toEqual({ language: 'auto', translate: false });
  expect(fitted(models, 'small.en', { language: 'en', translate: false }).language).toBe('en');
});

test('what is no language is called what it is', () => {
  for (const code of ['constructor', '__proto__', 'not a language!', 'en-'])
    expect(languageName('de', code)).toBe(code);
  expect(languageName('en', 'zh-Hant-TW')).toContain('Chinese');
});
