import { closeSync, openSync, readSync, statSync, truncateSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { tempHome } from '../../../../test/support/temp-home.ts';
import { readWav } from '../../../../test/support/wav.ts';
import { createWavFile, HEADER_BYTES, isWavFile, openWavFile, repairWavFile } from './wav-file.ts';

const format = { channels: 2, sampleRate: 48_000 };
const samples = (...values: number[]) => new Uint8Array(Int16Array.from(values).buffer);

function begun(): string {
  const path = join(tempHome(), 'sound');
  createWavFile(path, format);
  return path;
}

function headOf(path: string): Buffer {
  const head = Buffer.alloc(HEADER_BYTES);
  const handle = openSync(path, 'r');
  readSync(handle, head, 0, HEADER_BYTES, 0);
  closeSync(handle);
  return head;
}

test('what is appended is there, and each sync leaves a file that can be played', () => {
  const path = begun();
  const file = openWavFile(path, format);
  file.append(samples(1, 2, 3, 4));
  file.sync();
  expect(readWav(path)).toMatchObject({ frames: 2, sampleRate: 48_000, isWhole: true });
  file.append(samples(5, 6));
  file.close();
  const { channels, isWhole, frames } = readWav(path);
  expect({ isWhole, frames }).toEqual({ isWhole: true, frames: 3 });
  expect(channels.map((channel) => [...channel])).toEqual([
    [1, 3, 5],
    [2, 4, 6],
  ]);
});

test('a header that is behind and half a frame at the end are mended, and the recording can go on', () => {
  const path = begun();
  writeFileSync(path, Buffer.concat([samples(1, 2, 3, 4), Buffer.from([9, 9, 9])]), { flag: 'a' });
  expect(readWav(path).frames).toBe(0);
  expect(repairWavFile(path, format)).toBe(2);
  expect(readWav(path)).toMatchObject({ frames: 2, isWhole: true });
  const file = openWavFile(path, format);
  expect(file.frames).toBe(2);
  file.append(samples(5, 6));
  file.close();
  expect([...(readWav(path).channels[1] ?? [])]).toEqual([2, 4, 6]);
});

test('a header that was lost is written anew, and the samples behind it stay', () => {
  const path = begun();
  writeFileSync(path, samples(1, 2), { flag: 'a' });
  const handle = openSync(path, 'r+');
  writeSync(handle, Buffer.alloc(HEADER_BYTES), 0, HEADER_BYTES, 0);
  closeSync(handle);
  expect(isWavFile(path, format)).toBe(false);
  expect(repairWavFile(path, format)).toBe(1);
  expect(isWavFile(path, format)).toBe(true);
  expect(readWav(path)).toMatchObject({ frames: 1, isWhole: true });
});

test('a file cut off within its header has no frames', () => {
  const path = begun();
  truncateSync(path, 30);
  expect(repairWavFile(path, format)).toBe(0);
});

test('over 4 GB it becomes RF64, with its true sizes, and below it is a plain WAV', () => {
  const path = begun();
  const limit = 2 ** 32 - HEADER_BYTES + 8;
  const framesBelow = Math.floor((limit - 1) / 4);
  truncateSync(path, HEADER_BYTES + framesBelow * 4);
  expect(repairWavFile(path, format)).toBe(framesBelow);
  expect(headOf(path).toString('latin1', 0, 16)).toMatch(/^RIFF....WAVEJUNK$/s);
  expect(headOf(path).readUInt32LE(76)).toBe(framesBelow * 4);

  // Sparse: it takes no room.
  const frames = 3 * 2 ** 30;
  truncateSync(path, HEADER_BYTES + frames * 4 - 1);
  const file = openWavFile(path, format);
  expect(file.frames).toBe(frames - 1);
  file.append(samples(7, 8));
  file.close();
  const head = headOf(path);
  expect(head.toString('latin1', 0, 16)).toMatch(/^RF64\xff{4}WAVEds64$/s);
  expect(head.readBigUInt64LE(20)).toBe(BigInt(HEADER_BYTES + frames * 4 - 8));
  expect(head.readBigUInt64LE(28)).toBe(BigInt(frames * 4));
  expect(head.readBigUInt64LE(36)).toBe(BigInt(frames));
  expect(head.readUInt32LE(76)).toBe(0xffff_ffff);
  expect(statSync(path).size).toBe(HEADER_BYTES + frames * 4);
  expect(isWavFile(path, format)).toBe(true);
});
