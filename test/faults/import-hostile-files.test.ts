import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  closeSync,
  copyFileSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { ImportItem } from '../../src-main/contract/imports.ts';
import { codesOf, importPaths, mediaIn, meetingIds, settled } from '../support/imports.ts';
import { meetmemoEntry, startProgram } from '../support/program.ts';
import { openTestCore } from '../support/open-test-core.ts';
import { toneWav, writeLongWav, writeTone } from '../support/tones.ts';
import { tempHome } from '../support/temp-home.ts';
import { until } from '../support/until.ts';

const picture = join(import.meta.dirname, '../../resources/icon.png');

async function open() {
  const home = tempHome();
  const { api } = openTestCore(home).connect();
  const nothingIsLeft = async () => {
    expect(mediaIn(home)).toEqual([]);
    expect(await meetingIds(api)).toEqual([]);
  };
  await nothingIsLeft();
  return { home, api, files: tempHome(), nothingIsLeft };
}

test('what is no sound leaves neither row nor folder behind', async () => {
  const { api, files, nothingIsLeft } = await open();
  const at = (name: string) => join(files, name);
  writeFileSync(at('empty.wav'), '');
  writeFileSync(at('text.mp3'), 'This is a letter, not a song.\n'.repeat(500));
  writeFileSync(at('junk.m4a'), Buffer.from(Array.from({ length: 50_000 }, (_, i) => (i * 7919) % 251)));
  writeFileSync(at('picture.mp3'), readFileSync(picture));
  writeFileSync(at('head.wav'), toneWav().subarray(0, 30));
  writeFileSync(at('silent.wav'), toneWav({ seconds: 0 }));
  symlinkSync(at('nowhere'), at('dangling.wav'));
  symlinkSync(at('loop.wav'), at('loop.wav'));
  execFileSync('mkfifo', [at('pipe.wav')]);
  symlinkSync('/dev/zero', at('device.wav'));
  const socket = createServer().listen(at('socket.wav'));
  onTestFinished(() => void socket.close());
  const expected: [string, string[]][] = [
    ['empty.wav', ['file_empty']],
    ['text.mp3', ['unsupported_format']],
    ['junk.m4a', ['unsupported_format']],
    ['picture.mp3', ['unsupported_format']],
    ['head.wav', ['unsupported_format', 'file_damaged']],
    ['silent.wav', ['unsupported_format', 'file_damaged']],
    ['dangling.wav', ['not_found']],
    ['loop.wav', ['link_loop']],
    ['pipe.wav', ['not_a_file']],
    ['device.wav', ['not_a_file']],
    ['socket.wav', ['not_a_file']],
    ['gone.wav', ['not_found']],
    // As a name of other bytes than text is read.
    ['caf\ufffd.wav', ['name_unreadable']],
    [`${'x'.repeat(300)}.wav`, ['not_found']],
  ];
  const items = await importPaths(
    api,
    expected.map(([name]) => at(name)),
  );
  for (const [index, code] of codesOf(items).entries()) {
    const [name, codes] = expected[index] ?? ['', []];
    expect(codes, name).toContain(code);
  }
  // No message tells where the file lay or what it was called.
  const said = JSON.stringify(items.map(({ error }) => error));
  for (const [name] of expected) expect(said).not.toContain(name);
  expect(said).not.toContain(files);
  await nothingIsLeft();
});

test('names of every kind are imported and become titles', async () => {
  const { home, api, files } = await open();
  const names = [
    '\u202Egnp.wav',
    'two\nlines.wav',
    '👩‍👩‍👧‍👦.wav',
    `${'é'.repeat(125)}.wav`,
    '-rf *.wav',
    '$(reboot); `x`.wav',
    '%s%n.wav',
    '..wav',
    '..%2F..%2Fetc.wav',
    ' .wav',
    'con.wav',
    "'; DROP TABLE meetings; --.wav",
    'no ending',
    'file:concat:subfile,,:.wav',
  ];
  const paths = names.map((name, index) => writeTone(files, name, { hertz: 200 + index * 5 }));
  const items = await importPaths(api, paths);
  expect(codesOf(items)).toEqual(names.map(() => 'done'));
  const { meetings } = await api.meetings.getMany({ ids: items.map(({ meetingId }) => meetingId ?? '') });
  const titles = meetings.map(({ title }) => title);
  expect(titles).toEqual([
    'gnp',
    'two lines',
    '👩‍👩‍👧‍👦',
    'é'.repeat(125),
    '-rf *',
    '$(reboot); `x`',
    '%s%n',
    '.',
    '..%2F..%2Fetc',
    'Recording',
    'con',
    "'; DROP TABLE meetings; --",
    'no ending',
    'file:concat:subfile,,:',
  ]);
  expect(mediaIn(home)).toEqual(await meetingIds(api));
});

test('a file that vanishes, grows or shrinks while it waits or is copied is refused whole', async () => {
  const { home, api, files } = await open();
  const vanishing = writeTone(files, 'vanishing.wav');
  const growing = writeLongWav(join(files, 'growing.wav'), 20_000);
  const shrinking = writeLongWav(join(files, 'shrinking.wav'), 20_000);
  const { items } = await api.imports.addPaths({ paths: [growing, shrinking, vanishing] });
  rmSync(vanishing);
  const isCopying = (index: number) =>
    until('it is copied', async () => {
      const item = (await api.imports.list()).items[index];
      return item?.state !== 'waiting' && item;
    });
  await isCopying(0);
  const writer = setInterval(() => {
    appendFileSync(growing, Buffer.alloc(1000));
  }, 1);
  await isCopying(1);
  clearInterval(writer);
  truncateSync(shrinking, 100_000);
  const ended = await settled(api, items);
  const codes = codesOf(ended);
  expect(codes[0]).toBe('file_changed');
  // It may have been copied whole before it was cut off.
  expect(['file_changed', 'done', 'file_damaged']).toContain(codes[1]);
  expect(codes[2]).toBe('not_found');
  // Of the others nothing is left in any case.
  const kept = codes[1] === 'done' ? [ended[1]?.meetingId] : [];
  expect(mediaIn(home)).toEqual(kept);
  expect(await meetingIds(api)).toEqual(kept);
});

const isRoot = process.getuid?.() === 0;
/** Without these rights the modes of files count for root as for anyone. */
const asAnyone = ['setpriv', '--bounding-set=-dac_override,-dac_read_search'];

test('a file without permission is told apart from one that is gone', async () => {
  const files = tempHome();
  const closed = writeTone(files, 'closed.wav');
  chmodSync(closed, 0);
  const folder = join(files, 'folder');
  mkdirSync(folder);
  const inside = writeTone(folder, 'inside.wav');
  chmodSync(folder, 0);
  onTestFinished(() => {
    chmodSync(folder, 0o700);
  });
  const home = join(tempHome(), 'library');
  const args = ['import', closed, folder, inside, join(files, 'gone.wav'), '--json', '--home', home];
  const program = startProgram(meetmemoEntry, args, isRoot ? { under: asAnyone } : {});
  expect(await program.ended).toMatchObject({ status: 1 });
  const { items } = JSON.parse(program.lines.join('\n')) as { items: ImportItem[] };
  expect(codesOf(items)).toEqual([
    ...['permission_denied', 'permission_denied', 'permission_denied', 'not_found'],
  ]);
  expect(mediaIn(home)).toEqual([]);
});

test('a file that another program holds open for writing, and that stays the same, is imported', async () => {
  const { api, files } = await open();
  const path = writeTone(files, 'held.wav');
  const handle = openSync(path, 'r+');
  onTestFinished(() => {
    closeSync(handle);
  });
  const [item] = await importPaths(api, [path]);
  expect(item?.state).toBe('done');
  // The original may be changed or deleted afterwards: the library has its own copy.
  const copy = join(files, 'copy.wav');
  copyFileSync(path, copy);
  rmSync(path);
  expect(codesOf(await importPaths(api, [copy]))).toEqual(['duplicate']);
  expect((await api.audio.link({ meetingId: item?.meetingId ?? '' })).mediaType).toBe('audio/wav');
});
