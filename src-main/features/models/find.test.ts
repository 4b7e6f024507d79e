import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { testResources } from '../../../test/support/model-library.ts';
import { tempHome } from '../../../test/support/temp-home.ts';
import { createModels } from './create-models.ts';

const unused = () => {
  throw new Error('Not for this test.');
};
const bytes = (length: number) => new Uint8Array(length);
const source = 'https://example.com/model.bin';

function open(isInUse: (id: string) => boolean = () => false) {
  const home = tempHome();
  const resources = testResources([
    { id: 'small', file: bytes(10), source },
    { id: 'large', file: bytes(20), source },
  ]);
  const models = createModels({
    ...{ library: { db: undefined as never }, home, resources, log: undefined as never },
    ...{
      engine: { use: unused, restart: unused, rest: unused, stop: unused },
      settings: unused,
      emit: vi.fn(),
    },
    ...{ isInUse, graphicsBytes: () => null },
  });
  const put = (id: string, length: number, card?: object) => {
    mkdirSync(join(home, 'models', id), { recursive: true });
    writeFileSync(join(home, 'models', id, 'model.bin'), bytes(length));
    if (card) writeFileSync(join(home, 'models', id, 'card.json'), JSON.stringify(card));
  };
  const idOf = (...args: Parameters<typeof models.find>) => models.find(...args).id;
  return { home, put, models, idOf };
}

const facts = { name: 'Mine', memoryBytes: 1, isMultilingual: true, quantisation: 'f16', sha256: 'x' };

test('the one that is asked for, or else the best that is installed', () => {
  const { put, idOf, models, home } = open();
  const usual = (id: string) => models.findUsual(id).id;
  put('mine-1', 30, { ...facts, bytes: 30 });
  expect(idOf('')).toBe('mine-1');
  put('small', 10);
  expect([idOf(''), idOf('mine-1'), usual('large')]).toEqual(['small', 'mine-1', 'small']);
  expect(() => idOf('large')).toThrow(expect.objectContaining({ code: 'no_model' }));
  put('large', 20);
  expect([idOf(''), idOf('small'), usual('small'), usual('gone')]).toEqual([
    ...['large', 'small', 'small', 'large'],
  ]);
  expect(models.find('large')).toMatchObject({ path: join(home, 'models/large/model.bin'), bytes: 20 });
});

test('the one for tests only for the sample meeting, or where it was named', () => {
  const { put, idOf } = open();
  expect(() => idOf('')).toThrow(expect.objectContaining({ code: 'no_model' }));
  expect(() => idOf('')).toThrow(/meetmemo models recommend .*--model nano-en /);
  expect(() => idOf('small')).toThrow(expect.objectContaining({ code: 'no_model' }));
  expect([idOf('', true), idOf('nano-en')]).toEqual(['nano-en', 'nano-en']);
  put('small', 10);
  expect(idOf('', true)).toBe('small');
});

test('a file of another length, a card that says nothing and a folder of no model count for none', () => {
  const { put, idOf, models } = open();
  put('small', 9);
  put('mine-1', 30, { ...facts, bytes: 31 });
  put('mine-2', 30, { name: 'Mine' });
  put('mine-3', 30);
  expect(() => idOf('')).toThrow(expect.objectContaining({ code: 'no_model' }));
  expect(idOf('', true)).toBe('nano-en');
  expect(models).toBeDefined();
});

test('what a job uses is not removed, nor what belongs to the app', async () => {
  const { put, models, idOf } = open((id) => id === 'small');
  put('small', 10);
  const remove = async (id: string) =>
    models.handlers.remove({ id }, { signal: new AbortController().signal, trace: '' });
  await expect(remove('small')).rejects.toMatchObject({ code: 'conflict' });
  await expect(remove('nano-en')).rejects.toMatchObject({ code: 'forbidden' });
  await expect(remove('gone')).rejects.toMatchObject({ code: 'not_found' });
  expect(idOf('')).toBe('small');
});

test('a language model is found as one, and is never what a transcript is made with', () => {
  const { put, idOf, models, home } = open();
  put('writer-1', 40, { ...facts, kind: 'language', contextTokens: 4096, bytes: 40 });
  expect(() => idOf('')).toThrow(expect.objectContaining({ code: 'no_model' }));
  expect(() => idOf('writer-1')).toThrow(expect.objectContaining({ code: 'no_model' }));
  expect(models.languageFile('writer-1')).toMatchObject({
    ...{ id: 'writer-1', name: 'Mine', path: join(home, 'models/writer-1/model.bin') },
  });
  put('small', 10);
  expect(idOf('')).toBe('small');
  const missing = { code: 'no_model', details: { missing: ['small'] } };
  expect(() => models.languageFile('small')).toThrow(expect.objectContaining(missing));
});
