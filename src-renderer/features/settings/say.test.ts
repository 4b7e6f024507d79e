import { expect, test } from 'vitest';
import { counterNames, type Part } from '../../../src-main/contract/diagnostics.ts';
import { logSentences } from '../../../src-main/contract/logs.ts';
import { errorCodes } from '../../../src-main/rpc/errors.ts';
import { createLocale } from '../../i18n/locale-context.ts';
import { counterTexts } from './counter-texts.ts';
import { sayEntry, sentencesWith } from './log-texts.ts';
import { sayPart } from './say-part.ts';

const german = createLocale('de', 'de-DE');
const spanish = createLocale('es', 'es-ES');
const english = createLocale('en', 'en-GB');

test('every sentence of the log and every counter has words of its own in each language', () => {
  for (const { t } of [german, spanish, english]) {
    const sentences = logSentences.map((message) => sayEntry(t, { message, fields: { count: 2 } }));
    expect(sentences.every(({ isTranslated }) => isTranslated)).toBe(true);
    expect(new Set(sentences.map(({ text }) => text)).size).toBe(logSentences.length);
    expect(new Set(counterNames.map((name) => t(counterTexts[name]))).size).toBe(counterNames.length);
  }
  for (const message of logSentences) {
    const said = [german, spanish, english].map(
      ({ t }) => sayEntry(t, { message, fields: { count: 2 } }).text,
    );
    expect(new Set(said).size).toBe(3);
  }
});

test('a count is in the sentence, in its plural form, and nowhere else', () => {
  const entry = (count: number) => ({ message: 'settings set aside', fields: { count, pid: 7 } });
  expect(sayEntry(german.t, entry(1))).toMatchObject({ text: '1 Einstellung beiseitegelegt' });
  expect(sayEntry(german.t, entry(1200))).toEqual({
    text: '1.200 Einstellungen beiseitegelegt',
    isTranslated: true,
    fields: [['pid', '7']],
  });
});

test('what another version wrote is shown as it is', () => {
  const foreign = { message: 'the moon rose', fields: { count: 2 } };
  expect(sayEntry(german.t, foreign)).toEqual({
    text: 'the moon rose',
    isTranslated: false,
    fields: [['count', '2']],
  });
  const hollow = { message: 'settings set aside', fields: {} };
  expect(sayEntry(german.t, hollow)).toMatchObject({ text: 'settings set aside', isTranslated: false });
});

test('a text is looked for in the language of the window', () => {
  expect(sentencesWith(german.t, ' bibliothek GEÖFFNET')).toEqual(['library open']);
  expect(sentencesWith(german.t, 'Einstellungen beiseite')).toEqual(['settings set aside']);
  expect(sentencesWith(german.t, '')).toEqual([]);
});

test('each part says why it is ready or not, and space in the units of the rest of the panel', () => {
  const part = (code: Part['code'], values: Part['values'] = {}) =>
    sayPart(german, { part: 'disk', ready: true, code, values, message: 'English' });
  expect(part('disk_free', { freeBytes: 12_345_678_901 })).toMatch(/^12,3\sGB frei$/);
  expect(part('engine_missing', { engine: 'smart-whisper' })).toMatch(/^smart-whisper ließ sich/);
  expect(part('engine_ready', { engine: 'smart-whisper' })).toBe('smart-whisper');
  expect(part('engine_ready', { engine: 'whisper.cpp', device: 'CUDA0' })).toBe('whisper.cpp auf CUDA0');
  for (const code of errorCodes) expect(part(code)).not.toMatch(/English|error\./);
});
