import { execFileSync } from 'node:child_process';
import {
  copyFileSync,
  mkdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { open as openFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Api } from '../../src-main/contract/index.ts';
import { modelOf, modelsIn, sha256Of, testResources } from '../support/model-library.ts';
import { openTestCore } from '../support/open-test-core.ts';
import { nanoModel } from '../support/sample.ts';
import { tempHome } from '../support/temp-home.ts';
import { until } from '../support/until.ts';

const nano = readFileSync(nanoModel);
/** Models of their own: the structure is the same, one weight is another. */
function variant(index: number): Buffer {
  const bytes = Buffer.from(nano);
  bytes[bytes.length - 100 - index] = (bytes[bytes.length - 100 - index] ?? 0) ^ 1;
  return bytes;
}
const published = variant(0);

function open(home = tempHome()) {
  const source = 'https://example.com/ggml-published.bin';
  const resources = testResources([{ id: 'published', file: published, source }]);
  const core = openTestCore(home, { resources });
  const { api } = core.connect();
  const files = tempHome();
  const told: string[] = [];
  api.models.changed(({ models }) => told.push(...models.map(({ id }) => id)));
  const removed: string[] = [];
  api.models.removed(({ ids }) => removed.push(...ids));
  const put = (name: string, bytes: Uint8Array) => {
    writeFileSync(join(files, name), bytes);
    return join(files, name);
  };
  return { home, core, api, files, put, told, removed };
}

const importFile = (api: Api, path: string) => api.models.importFile({ path });
const codeOf = (api: Api, path: string) =>
  importFile(api, path).then(
    () => 'imported',
    (error: unknown) => (error as { code?: string }).code,
  );
const ids = async (api: Api) => (await api.models.list()).models.map(({ id }) => id);

test('a file becomes a model, once; the same again is that one; removed, nothing is left', async () => {
  const { home, api, put, told, removed } = open();
  const path = put('My Großes Modell.bin', variant(1));
  const model = await importFile(api, path);
  expect(model).toMatchObject({
    ...{
      name: 'My Großes Modell',
      origin: 'imported',
      isInstalled: true,
      isForTests: false,
      bytes: nano.length,
    },
    ...{
      isMultilingual: false,
      quantisation: 'q8_0',
      licence: null,
      source: null,
      transfer: null,
      error: null,
    },
    sha256: sha256Of(variant(1)),
  });
  expect(model.id).toMatch(/^my-gro-es-modell-[0-9a-f]{8}$/);
  expect(modelsIn(home)).toEqual([model.id, `${model.id}/card.json`, `${model.id}/model.bin`]);
  expect(readFileSync(join(home, 'models', model.id, 'model.bin')).equals(variant(1))).toBe(true);
  expect(statSync(join(home, 'models', model.id, 'model.bin')).mode & 0o077).toBe(0);
  expect(told).toContain(model.id);
  expect(await importFile(api, put('other.bin', variant(1)))).toEqual(model);
  expect((await ids(api)).length).toBe(3);
  await api.models.remove({ id: model.id });
  expect(modelsIn(home)).toEqual([]);
  expect(removed).toContain(model.id);
  expect(await ids(api)).toEqual(['nano-en', 'published']);
});

test('a file of the catalogue is that one, whatever its name, and so is the built-in one', async () => {
  const { home, api, put } = open();
  expect(await importFile(api, put('x.bin', published))).toMatchObject({
    id: 'published',
    isInstalled: true,
    origin: 'catalogue',
  });
  expect(modelsIn(home)).toEqual(['published', 'published/model.bin']);
  expect(await importFile(api, nanoModel)).toMatchObject({ id: 'nano-en', origin: 'builtin' });
  expect(await ids(api)).toEqual(['nano-en', 'published']);
  expect(modelsIn(home)).toEqual(['published', 'published/model.bin']);
});

test('a link that the person gives is followed', async () => {
  const { api, files, put } = open();
  symlinkSync(put('real.bin', variant(2)), join(files, 'link.bin'));
  expect(await importFile(api, join(files, 'link.bin'))).toMatchObject({ name: 'link', isInstalled: true });
});

test('what is no model is refused, and nothing of it is left', async () => {
  const { home, api, files, put, removed } = open();
  mkdirSync(join(files, 'folder.bin'));
  execFileSync('mkfifo', [join(files, 'pipe.bin')]);
  const gguf = Buffer.concat([Buffer.from('GGUF\x03\0\0\0'), Buffer.alloc(100_000)]);
  const jpeg = Buffer.concat([Buffer.from('ffd8ffe000104a46494600', 'hex'), Buffer.alloc(999)]);
  const cases: [string, string][] = [
    [put('empty.bin', new Uint8Array()), 'file_empty'],
    [put('zeros.bin', new Uint8Array(100_000)), 'unsupported_format'],
    [put('llama.gguf', gguf), 'unsupported_format'],
    [put('photo.jpg', jpeg), 'unsupported_format'],
    [put('short.bin', nano.subarray(0, nano.length - 1)), 'file_damaged'],
    // It has the name and the size of a published one, and other weights.
    [put('ggml-published.bin', variant(3)), 'wrong_checksum'],
    [put('ggml-nano-en.bin', variant(3)), 'wrong_checksum'],
    [join(files, 'folder.bin'), 'not_a_file'],
    [join(files, 'pipe.bin'), 'not_a_file'],
    ['/dev/zero', 'not_a_file'],
    [join(files, 'gone.bin'), 'not_found'],
    ['relative.bin', 'invalid_input'],
    ['/tmp/zero\u0000byte', 'invalid_input'],
  ];
  for (const [path, code] of cases) expect([path, await codeOf(api, path)]).toEqual([path, code]);
  expect(modelsIn(home)).toEqual([]);
  expect(await ids(api)).toEqual(['nano-en', 'published']);
  expect(removed).toHaveLength(2);
  expect((await api.diagnostics.metrics()).counters).not.toContainEqual(
    expect.objectContaining({ name: 'engine crashes', value: 1 }),
  );
});

test('cut off at any of 100 points it is refused, and nothing of it is left', async () => {
  const { home, api, files } = open();
  const path = join(files, 'cut.bin');
  copyFileSync(nanoModel, path);
  for (let part = 99; part >= 0; part -= 1) {
    truncateSync(path, Math.floor((nano.length * part) / 100));
    expect([part, await codeOf(api, path)]).toEqual([part, part === 0 ? 'file_empty' : 'file_damaged']);
  }
  expect(modelsIn(home)).toEqual([]);
});

test('each changed byte of the head is refused; under its published name, one anywhere', async () => {
  const { home, api, put } = open();
  const path = put('changed.bin', nano);
  const claimed = put('ggml-nano-en.bin', nano);
  const change = async (file: string, at: number, look: () => Promise<void>) => {
    const handle = await openFile(file, 'r+');
    const own = nano[at] ?? 0;
    await handle.write(Buffer.of(own ^ (1 << (at % 8))), 0, 1, at);
    await look();
    await handle.write(Buffer.of(own), 0, 1, at);
    await handle.close();
  };
  const refusals = new Set(['file_damaged', 'unsupported_format']);
  for (let at = 0; at < 48; at += 1)
    await change(path, at, async () => expect(refusals, `byte ${at}`).toContain(await codeOf(api, path)));
  for (let index = 1; index <= 12; index += 1) {
    const at = 48 + Math.floor(((nano.length - 49) * index) / 12);
    await change(claimed, at, async () => {
      expect([...refusals, 'wrong_checksum'], `byte ${at}`).toContain(await codeOf(api, claimed));
    });
  }
  expect(modelsIn(home)).toEqual([]);
});

const PIECE = 2 * 1024 * 1024;
async function send(api: Api, name: string, bytes: Buffer, announced = bytes.length) {
  const { id } = await api.models.beginImport({ name, bytes: announced });
  let last = await modelOf(api, id);
  for (let offset = 0; offset < bytes.length; offset += PIECE)
    last = await api.models.append({
      id,
      offset,
      data: new Uint8Array(bytes.subarray(offset, offset + PIECE)),
    });
  return { id, last };
}

test('a window sends a file in pieces; the last one tells what it became', async () => {
  const { home, api, removed } = open();
  const { id, last } = await send(api, 'sent.bin', variant(4));
  expect(last).toMatchObject({
    id,
    name: 'sent',
    isInstalled: true,
    sha256: sha256Of(variant(4)),
    quantisation: 'q8_0',
  });
  const other = await send(api, 'other.bin', published);
  expect(other.last).toMatchObject({ id: 'published', isInstalled: true });
  expect(removed).toEqual([other.id]);
  expect(modelsIn(home)).toHaveLength(5);
});

test('a window that sends no model, too much, or repeats itself', async () => {
  const { home, api } = open();
  await expect(send(api, 'junk.bin', Buffer.alloc(5000))).rejects.toMatchObject({
    code: 'unsupported_format',
  });
  await expect(send(api, 'short.bin', nano.subarray(0, 5000))).rejects.toMatchObject({
    code: 'file_damaged',
  });
  await expect(send(api, 'ggml-nano-en.bin', variant(5))).rejects.toMatchObject({ code: 'wrong_checksum' });
  await expect(api.models.beginImport({ name: 'empty.bin', bytes: 0 })).rejects.toMatchObject({
    code: 'file_empty',
  });
  await expect(send(api, 'more.bin', Buffer.alloc(20), 10)).rejects.toMatchObject({ code: 'file_changed' });
  await until('it is gone', () => modelsIn(home).length === 0);

  const bytes = variant(6);
  const { id } = await api.models.beginImport({ name: 'twice.bin', bytes: bytes.length });
  const piece = (from: number, to: number) =>
    api.models.append({ id, offset: from, data: new Uint8Array(bytes.subarray(from, to)) });
  await piece(0, 1000);
  await piece(0, 500);
  await expect(piece(2000, 3000)).rejects.toMatchObject({ code: 'conflict' });
  expect((await piece(500, PIECE)).transfer).toMatchObject({
    kind: 'import',
    bytesDone: PIECE,
    bytes: bytes.length,
  });
  for (let from = PIECE; from < bytes.length; from += PIECE) await piece(from, from + PIECE);
  expect(await modelOf(api, id)).toMatchObject({ isInstalled: true, sha256: sha256Of(bytes) });
});

test('cancelled, or cut off by closing, nothing of it is left', async () => {
  const { home, core, api, removed } = open();
  const { id } = await api.models.beginImport({ name: 'a.bin', bytes: 1000 });
  await api.models.append({ id, offset: 0, data: new Uint8Array(10) });
  expect(await api.models.cancel({ id })).toMatchObject({ id, transfer: null });
  expect(removed).toEqual([id]);
  expect(modelsIn(home)).toEqual([]);
  await expect(api.models.append({ id, offset: 10, data: new Uint8Array(10) })).rejects.toMatchObject({
    code: 'not_found',
  });
  await api.models.beginImport({ name: 'b.bin', bytes: 1000 });
  await core.close();
  expect(modelsIn(home)).toEqual([]);
});

test('no room, no import', async () => {
  const { home, api, put } = open();
  await api.settings.update({ minFreeMegabytes: 1_000_000 });
  expect(await codeOf(api, put('x.bin', variant(7)))).toBe('disk_full');
  await expect(api.models.beginImport({ name: 'x.bin', bytes: 1000 })).rejects.toMatchObject({
    code: 'disk_full',
  });
  expect(modelsIn(home)).toEqual([]);
});

test('a model that was being copied when its call was cancelled leaves nothing', async () => {
  const { home, api, put } = open();
  const path = put('x.bin', variant(8));
  const controller = new AbortController();
  const stop = api.models.changed(() => {
    controller.abort();
  });
  await expect(api.models.importFile({ path }, { signal: controller.signal })).rejects.toMatchObject({
    code: 'cancelled',
  });
  stop();
  await until('it is gone', async () => (await ids(api)).length === 2);
  expect(modelsIn(home)).toEqual([]);
});
