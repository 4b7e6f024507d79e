import { expect, test } from 'vitest';
import type { Model } from '../../contract/models.ts';
import { listLines, recommendLine, showTransfer, usualLine } from './model-lines.ts';

const model: Model = {
  ...{ id: 'whisper-tiny', name: 'Whisper tiny', origin: 'catalogue', isInstalled: false, isForTests: false },
  ...{ kind: 'speech', fits: true, languages: 99, contextTokens: null },
  ...{ bytes: 80_000_000, memoryBytes: 300_000_000, isMultilingual: true, quantisation: 'f16' },
  ...{ licence: 'MIT', source: null, sha256: null, partBytes: 0, transfer: null, error: null },
};
const moving = (bytesDone: number, msLeft: number | null = null): Model => ({
  ...model,
  transfer: { kind: 'download', bytes: model.bytes, bytesDone, msLeft },
});

function output(isTTY: boolean) {
  const written: string[] = [];
  return { written, isTTY, columns: 50, write: (text: string) => written.push(text) };
}

test('without a terminal there is a line for each tenth, and one for the end', () => {
  const out = output(false);
  const { show } = showTransfer(out);
  for (const share of [0, 1, 2, 10, 11, 35]) show(moving(share * 800_000, 61_000));
  show({ ...model, isInstalled: true });
  show({ ...model, isInstalled: true });
  expect(out.written).toEqual([
    'whisper-tiny (Whisper tiny): 0 % of 80 MB, 1:01 left\n',
    'whisper-tiny (Whisper tiny): 10 % of 80 MB, 1:01 left\n',
    'whisper-tiny (Whisper tiny): 35 % of 80 MB, 1:01 left\n',
    'whisper-tiny (Whisper tiny): installed\n',
  ]);
});

test('in a terminal one line is written over, and fits', () => {
  const out = output(true);
  const { show } = showTransfer(out);
  show(moving(8_000_000, 9_000));
  show({ ...model, partBytes: 8_000_000 });
  expect(out.written).toEqual([
    '\r\u001b[Kwhisper-tiny (Whisper tiny): 10 % of 80 MB, 0:09 ',
    '\r\u001b[Kwhisper-tiny (Whisper tiny): cancelled at 10 %; to download it again goes on from there\n',
  ]);
});

test('what is cancelled before anything arrived leaves nothing to go on from', () => {
  const out = output(false);
  showTransfer(out).show(model);
  expect(out.written).toEqual(['whisper-tiny (Whisper tiny): cancelled before anything arrived\n']);
});

test('a failure is told with its code; a name can steer no terminal', () => {
  const out = output(false);
  const error = { code: 'network_failed', message: 'The connection failed.', details: {} };
  showTransfer(out).show({ ...model, name: 'a\u001b[2Jb', error });
  expect(out.written).toEqual([
    'whisper-tiny (a?[2Jb): not downloaded: The connection failed. [network_failed]\n',
  ]);
  expect(() => {
    showTransfer(null).show(model);
  }).not.toThrow();
});

test('after an import it is told what is used', () => {
  const models = [model, { ...model, id: 'mine', name: 'Mine' }];
  expect(usualLine(models, 'mine', 'mine')).toBe('New transcriptions use mine (Mine).\n');
  expect(usualLine(models, model.id, 'mine')).toMatch(
    /^New transcriptions use whisper-tiny .*; --model mine uses this one\.\n$/,
  );
  expect(usualLine(models, null, 'mine')).toBe('');
});

test('the list, and what is recommended', () => {
  const models: Model[] = [
    { ...model, id: 'nano-en', isForTests: true, isInstalled: true, isMultilingual: false },
    { ...model, partBytes: 20_000_000 },
    { ...model, id: 'writer', kind: 'language', languages: 8 },
    { ...model, id: 'own', kind: 'language', languages: null, isInstalled: true },
  ];
  const recommended = { id: 'whisper-tiny', reason: 'little_memory' as const, memoryBytes: 1e9 };
  const recommendedLanguage = { ...recommended, id: 'writer', reason: 'slow_processor' as const };
  expect(listLines({ models, recommended, recommendedLanguage, usual: 'nano-en' })).toBe(
    'nano-en       speech       80 MB  English         built in, for tests and the sample meeting, in use\n' +
      'whisper-tiny  speech       80 MB  99 languages    25 % downloaded, recommended\n' +
      'writer        language     80 MB  8 languages     recommended\n' +
      'own           language     80 MB  many languages  installed\n',
  );
  expect(recommendLine('speech', models, recommended)).toBe(
    'speech: whisper-tiny, 80 MB: a larger one would need more memory (25 % downloaded)\n',
  );
  expect(recommendLine('language', models, recommendedLanguage)).toBe(
    'language: writer, 80 MB: a larger one would take the processor long\n',
  );
  expect(recommendLine('language', models, null)).toContain('too little memory');
  expect(usualLine(models, 'nano-en', 'own')).toBe('A language model: summarize --model own uses it.\n');
});
