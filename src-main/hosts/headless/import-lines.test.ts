import { expect, test } from 'vitest';
import type { ImportItem } from '../../contract/imports.ts';
import { clock } from '../../features/exports/clock.ts';
import { showImports } from './import-lines.ts';

const item: ImportItem = {
  id: '00000000-0000-4000-8000-000000000000',
  position: 1,
  name: 'talk.wav',
  state: 'waiting',
  isSent: false,
  bytes: 200,
  bytesDone: 0,
  msDone: 0,
  msLeft: null,
  meetingId: null,
  isDamaged: false,
  hasTracks: false,
  error: null,
};

function output(isTTY: boolean) {
  const written: string[] = [];
  return { written, isTTY, columns: 40, write: (text: string) => written.push(text) };
}

test.each([
  [0, '0:00'],
  [59_999, '0:59'],
  [61_000, '1:01'],
  [3_600_000, '1:00:00'],
  [36_061_000, '10:01:01'],
])('%i ms is %s', (ms, text) => {
  expect(clock(ms)).toBe(text);
});

test('--again is told of by the command alone that takes it', () => {
  const duplicate = { ...item, state: 'duplicate' as const };
  const told = (...canRepeat: boolean[]) => {
    const out = output(false);
    showImports(out, ...canRepeat).show(duplicate);
    return out.written;
  };
  expect(told()).toEqual(['talk.wav: in the library already (--again imports it all the same)\n']);
  expect(told(false)).toEqual(['talk.wav: in the library already\n']);
});

test('without a terminal there is one line for each file, and a sum', () => {
  const out = output(false);
  const lines = showImports(out);
  lines.show({ ...item, state: 'reading', bytesDone: 100 });
  const done = { ...item, state: 'done' as const, msDone: 61_000 };
  lines.show({ ...item, id: 'c', name: 'notes.json', state: 'done' });
  lines.show(done);
  lines.show(done);
  const error = { code: 'unsupported_format', message: 'No sound.', details: {} };
  const failed = { ...item, id: 'b', name: 'a\u001b[2Jb\u202Ec', state: 'failed' as const, error };
  lines.show(failed);
  lines.end([done, failed, { ...item, state: 'cancelled' }], 4);
  expect(out.written).toEqual([
    'notes.json: imported\n',
    'talk.wav: imported, 1:01\n',
    'a?[2Jb?c: not imported: No sound. [unsupported_format]\n',
    '1 imported, 1 not imported, 1 cancelled\n',
    '4 files were left out: no sound by their names, hidden, or links\n',
  ]);
});

test('in a terminal the line of the file at work is written over, and fits', () => {
  const out = output(true);
  const lines = showImports(out);
  lines.show({ ...item, state: 'reading', bytesDone: 100, msDone: 61_000, msLeft: 9000 });
  lines.show({ ...item, state: 'done', msDone: 122_000 });
  lines.end([item], 0);
  expect(out.written).toEqual([
    '\r\u001b[Ktalk.wav: reading 50 %, 1:01 of sound, ',
    '\r\u001b[Ktalk.wav: imported, 2:02\n',
  ]);
});

test('with --json nothing is said on the way, and nothing to import is said in words', () => {
  expect(() => {
    showImports(null).show({ ...item, state: 'done' });
  }).not.toThrow();
  const out = output(false);
  showImports(out).end([], 1);
  showImports(out).end([], 0);
  expect(out.written).toEqual([
    'There is no file here that could hold sound or an exported meeting.\n',
    '1 file was left out: no sound by its name, hidden, or a link\n',
    'There is no file here.\n',
  ]);
});
