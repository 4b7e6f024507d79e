import { createHash } from 'node:crypto';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { AppError } from '../../src-main/rpc/errors.ts';
import { nanoModel, sampleChunks } from '../support/sample.ts';
import { openSpeechEngineChild } from '../support/speech-engine.ts';

const model = readFileSync(nanoModel);
const sha256 = createHash('sha256').update(model).digest('hex');
const pcm = sampleChunks(8)[0]?.pcm ?? new Float32Array();
/** Head, filters, vocabulary, and the heads of the first tensors: lengths that whisper.cpp believes. */
const STRUCTURE_BYTES = 640_000;

/** Most is refused by what both engines share, before their own code is reached: the second is shown a quarter of it. */
const engines = [
  ['whisper.cpp', join(import.meta.dirname, '../../src-main/engines/process/entry.ts'), 1],
  ['smart-whisper', join(import.meta.dirname, '../support/smart-whisper-program.ts'), 4],
] as const;

describe.each(engines)('%s', (_name, program, every) => {
  const engine = openSpeechEngineChild(program);
  const folder = mkdtempSync(join(tmpdir(), 'meetmemo-models-'));
  const path = join(folder, 'model.bin');

  beforeAll(() => engine.load(nanoModel));
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  const outcome = (options?: object) =>
    engine.load(path, options).then(
      () => 'loaded',
      (error: unknown) => (error instanceof AppError ? error.code : error),
    );

  async function worksStill() {
    expect(engine.crashes()).toBe(0);
    await engine.load(nanoModel);
    expect((await engine.transcribe(pcm)).segments).not.toEqual([]);
  }

  test(`a model cut off at any of ${100 / every} points is damaged`, async () => {
    copyFileSync(nanoModel, path);
    for (let part = 100 - every; part >= 0; part -= every) {
      truncateSync(path, Math.floor((model.length * part) / 100) + (part === 0 ? 0 : 1));
      expect(await outcome(), `part ${part}`).toBe('file_damaged');
    }
    await worksStill();
  });

  test(`a model with any of ${200 / every} bytes changed is refused for its checksum`, async () => {
    await mutate(200 / every, model.length, async () => {
      expect(['file_damaged', 'unsupported_format']).toContain(await outcome({ sha256 }));
    });
    await worksStill();
  });

  test('a model with a changed length that nobody knows the checksum of is refused, or works somehow', async () => {
    await mutate(60, STRUCTURE_BYTES, async () => {
      const found = await outcome();
      expect(['loaded', 'file_damaged', 'unsupported_format']).toContain(found);
      if (found === 'loaded') await engine.transcribe(pcm.slice(0, 16_000));
    });
    await worksStill();
  });

  test.each([
    ['an empty file', Buffer.alloc(0), 'file_damaged'],
    ['zeros', Buffer.alloc(100_000), 'unsupported_format'],
    ['a GGUF', Buffer.concat([Buffer.from('GGUF\x03\0\0\0'), Buffer.alloc(100_000)]), 'unsupported_format'],
    [
      'a JPEG',
      Buffer.concat([Buffer.from('ffd8ffe000104a46494600', 'hex'), Buffer.alloc(999)]),
      'unsupported_format',
    ],
    [
      'the right beginning and junk',
      Buffer.concat([model.subarray(0, 4), Buffer.alloc(9999, 0xa7)]),
      'file_damaged',
    ],
    ['more at its end', Buffer.concat([model, Buffer.from('more')]), 'file_damaged'],
  ])('%s is no model', async (_what, content, code) => {
    writeFileSync(path, content);
    expect(await outcome()).toBe(code);
  });

  test('after all that it works', worksStill);

  /** Changes one byte after another, each for a moment; spread evenly, at places that are the same each time. */
  async function mutate(count: number, within: number, look: () => Promise<void>): Promise<void> {
    copyFileSync(nanoModel, path);
    const file = await open(path, 'r+');
    try {
      for (let index = 0; index < count; index += 1) {
        // The first bytes are the head's numbers: each of them has its turn.
        const at = index < 48 ? index : Math.floor((within * (index - 47)) / (count - 46));
        const own = model[at] ?? 0;
        await file.write(Buffer.of(own ^ (1 << (index % 8))), 0, 1, at);
        await look();
        await file.write(Buffer.of(own), 0, 1, at);
      }
    } finally {
      await file.close();
    }
  }
});
