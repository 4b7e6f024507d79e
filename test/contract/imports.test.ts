import { mkdirSync, statSync, symlinkSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { ImportItem } from '../../src-main/contract/imports.ts';
import { codesOf, importOne, importPaths, mediaIn, meetingIds, settled } from '../support/imports.ts';
import { openTestCore } from '../support/open-test-core.ts';
import { toneWav, writeLongWav, writeTone, writeTones } from '../support/tones.ts';
import { tempHome } from '../support/temp-home.ts';
import { until } from '../support/until.ts';

function open() {
  const home = tempHome();
  const { api } = openTestCore(home).connect();
  return { home, api, files: tempHome() };
}

test('a file becomes a meeting with its sound, and the list hears of it as of a new one', async () => {
  const { home, api, files } = open();
  const created: string[] = [];
  api.meetings.created(({ meetings }) => created.push(...meetings.map(({ title }) => title)));
  const folder = await api.folders.create({ name: 'Research' });
  const path = writeTone(files, 'First_talk.wav', { seconds: 2.5 });
  const [item] = await importPaths(api, [path], { folderId: folder.id });
  expect(item).toMatchObject({ state: 'done', name: 'First_talk.wav', msDone: 2500, error: null });
  const meetingId = item?.meetingId ?? '';
  expect(await api.meetings.get({ id: meetingId })).toMatchObject({
    title: 'First talk',
    folderId: folder.id,
    audio: 'ready',
    durationMs: 2500,
  });
  const { audio } = await api.audio.get({ meetingId });
  expect(audio).toMatchObject({ source: 'imported', container: 'wav', bytes: statSync(path).size });
  expect((await api.audio.peaks({ meetingId })).data.length).toBeGreaterThan(0);
  expect(mediaIn(home)).toEqual([meetingId]);
  expect(created).toEqual(['First talk']);
});

test('the title and the moment come from the file itself, else its name, else its date', async () => {
  const { api, files } = open();
  const said = writeTone(files, 'a.wav', {
    hertz: 300,
    info: { INAM: 'Kick-off: AC/DC 2.1', ICRD: '2025-06-07T08:09:10Z' },
  });
  const named = writeTone(files, 'Team 2026-03-01 14.30.05.wav', { hertz: 310 });
  const plain = writeTone(files, 'plain.wav', { hertz: 320 });
  const changed = Date.UTC(2024, 1, 3, 4, 5, 6);
  for (const path of [said, named, plain]) utimesSync(path, changed / 1000, changed / 1000);
  const items = await importPaths(api, [said, named, plain]);
  const { meetings } = await api.meetings.getMany({ ids: items.map(({ meetingId }) => meetingId ?? '') });
  expect(meetings.map(({ title, startedAt }) => [title, startedAt])).toEqual([
    ['Kick-off: AC/DC 2.1', Date.UTC(2025, 5, 7, 8, 9, 10)],
    ['Team 2026-03-01 14.30.05', new Date(2026, 2, 1, 14, 30, 5).getTime()],
    ['plain', changed],
  ]);
});

test('the same bytes are recognised, in the trash too, and not once the sound is removed', async () => {
  const { home, api, files } = open();
  const path = writeTone(files, 'one.wav');
  const copy = writeTone(files, 'copy.wav');
  const first = await importOne(api, path);
  expect(await importPaths(api, [copy, path])).toMatchObject([
    { state: 'duplicate', meetingId: first },
    { state: 'duplicate', meetingId: first },
  ]);
  await api.meetings.trash({ ids: [first] });
  const [duplicate] = await importPaths(api, [copy]);
  expect(duplicate).toMatchObject({ state: 'duplicate', meetingId: first });
  expect(mediaIn(home)).toEqual([first]);

  // To try a duplicate again is to want it twice.
  const { items } = await api.imports.retry({ ids: [duplicate?.id ?? ''] });
  const [twice] = await settled(api, items);
  expect(twice).toMatchObject({ state: 'done', error: null });
  expect(twice?.meetingId).not.toBe(first);
  await api.meetings.restore({ ids: [first] });
  const [again] = await importPaths(api, [path], { again: true });
  expect(again?.state).toBe('done');

  const all = await meetingIds(api);
  expect(all).toHaveLength(3);
  await api.audio.remove({ meetingIds: all });
  expect(mediaIn(home)).toEqual([]);
  expect(await meetingIds(api)).toEqual(all);
  expect((await importPaths(api, [path]))[0]?.state).toBe('done');
});

test('to remove a sound keeps the meeting; to delete the meeting for good leaves nothing', async () => {
  const { home, api, files } = open();
  const id = await importOne(api, writeTone(files, 'one.wav', { seconds: 1 }));
  await api.meetings.update({ id, notes: 'What was said' });
  await api.audio.remove({ meetingIds: [id] });
  expect(await api.meetings.get({ id })).toMatchObject({
    notes: 'What was said',
    audio: 'removed',
    durationMs: 1000,
  });
  await expect(api.audio.link({ meetingId: id })).rejects.toMatchObject({ code: 'not_found' });

  const other = await importOne(api, writeTone(files, 'two.wav', { hertz: 500 }));
  const { path } = await api.audio.link({ meetingId: other });
  expect(path).toMatch(/^media\//);
  await api.meetings.trash({ ids: [id, other] });
  await api.meetings.purge({ ids: [id, other] });
  expect(mediaIn(home)).toEqual([]);
  expect(await api.audio.get({ meetingId: other })).toEqual({ audio: null });
});

test('a folder is walked in the order of its names; what can hold no sound is passed over', async () => {
  const files = tempHome();
  // The library lies within what is given: its own sounds are not imported.
  const home = join(files, 'library');
  const { api } = openTestCore(home).connect();
  await importOne(api, writeTone(tempHome(), 'own.wav'));
  for (const [index, name] of ['take 10.wav', 'take 2.wav', '.hidden.wav'].entries())
    writeTone(files, name, { hertz: 200 + index * 10 });
  mkdirSync(join(files, 'more', 'deep'), { recursive: true });
  mkdirSync(join(files, '.git'));
  writeTone(join(files, 'more', 'deep'), 'é.wav', { hertz: 400 });
  writeTone(join(files, '.git'), 'x.wav', { hertz: 410 });
  writeFileSync(join(files, 'notes.txt'), 'words');
  symlinkSync(join(files, 'take 2.wav'), join(files, 'link.wav'));
  symlinkSync(files, join(files, 'more', 'round'));
  const { items, leftOut } = await api.imports.addPaths({ paths: [files] });
  // A hidden file, a hidden folder, a letter and two links.
  expect(leftOut).toBe(5);
  await settled(api, items);
  expect(items.map(({ name }) => name)).toEqual(['é.wav', 'take 2.wav', 'take 10.wav']);
  expect(items.map(({ position }) => position)).toEqual([2, 3, 4]);
  expect(await importPaths(api, [home, join(files, '.git', '..', 'library', 'media')])).toEqual([]);
  // Links that the person gave are followed.
  expect(codesOf(await importPaths(api, [join(files, 'link.wav')]))).toEqual(['duplicate']);
  expect(await importPaths(api, [join(files, 'more', 'round')])).toHaveLength(3);
});

test('of a folder, JSON that is a meeting comes in; other JSON is left out like other files', async () => {
  const files = tempHome();
  const { api } = openTestCore(tempHome()).connect();
  const { id } = await api.meetings.create({ title: 'Launch', notes: 'Said' });
  const { data } = await api.exports.make({ meetingId: id, format: 'json' });
  await api.meetings.trash({ ids: [id] });
  await api.meetings.purge({ ids: [id] });
  writeFileSync(join(files, 'Launch.JSON'), data);
  writeFileSync(join(files, 'package.json'), '{"name": "meetmemo-meeting", "format": "other"}');
  writeFileSync(join(files, 'empty.json'), '');
  mkdirSync(join(files, 'folder.json'));
  const { items, leftOut } = await api.imports.addPaths({ paths: [files] });
  expect(leftOut).toBe(2);
  expect((await settled(api, items)).map(({ name, state }) => [name, state])).toEqual([
    ['Launch.JSON', 'done'],
  ]);
  expect((await api.meetings.list({})).items).toMatchObject([{ title: 'Launch' }]);
});

test('what the settings do not allow is refused before or while it is read', async () => {
  const { home, api, files } = open();
  await api.settings.update({ maxFileGigabytes: 1, maxHours: 1 });
  const large = writeTone(files, 'large.wav');
  truncateSync(large, 1024 ** 3 + 1);
  const long = writeLongWav(join(files, 'long.wav'), 3602);
  expect(codesOf(await importPaths(api, [large, long]))).toEqual(['too_large', 'too_long']);
  await api.settings.update({ minFreeMegabytes: 1_000_000 });
  const [item] = await importPaths(api, [writeTone(files, 'x.wav')]);
  expect(item?.error).toMatchObject({
    code: 'disk_full',
    message: expect.stringMatching(
      /^There is not enough room on the disk: \d+ MB free, 1 MB needed/,
    ) as string,
    details: { kept: 1_000_000 * 1024 ** 2, free: expect.any(Number) as number },
  });
  expect(mediaIn(home)).toEqual([]);
  expect(await meetingIds(api)).toEqual([]);
});

test('all sounds together take no more than the settings allow: none is imported beyond that', async () => {
  const { home, api, files } = open();
  await api.settings.update({ maxLibraryGigabytes: 1 });
  const first = await importOne(api, writeTone(files, 'first.wav', { seconds: 2 }));
  const large = writeTone(files, 'large.wav');
  truncateSync(large, 1024 ** 3 - 10_000);
  const [refused] = await importPaths(api, [large]);
  expect(refused?.error).toMatchObject({
    code: 'library_full',
    message: expect.stringContaining('more than the 1 GB that the setting maxLibraryGigabytes') as string,
  });
  expect(mediaIn(home)).toEqual([first]);
  // What is smaller still fits, and what was removed takes nothing.
  await importOne(api, writeTone(files, 'second.wav', { hertz: 300 }));
  await api.settings.update({ maxLibraryGigabytes: 0 });
  await importOne(api, writeTone(files, 'third.wav', { hertz: 500 }));
});

test('kept compressed, a sound is smaller, plays, and is still recognised', async () => {
  const { api, files } = open();
  await api.settings.update({ keepSound: 'compressed', compressedKilobits: 16 });
  const path = writeTone(files, 'long.wav', { seconds: 20 });
  const meetingId = await importOne(api, path);
  const { audio } = await api.audio.get({ meetingId });
  expect(audio).toMatchObject({ isCompressed: true, container: 'webm' });
  expect(audio?.bytes).toBeLessThan(statSync(path).size / 2);
  expect(await api.audio.link({ meetingId })).toMatchObject({ mediaType: 'audio/webm' });
  expect(codesOf(await importPaths(api, [path]))).toEqual(['duplicate']);
});

test('an upload comes in pieces, goes on after a repeated one, and refuses one that is missing or too much', async () => {
  const { home, api } = open();
  const data = toneWav({ seconds: 1 });
  const modifiedAt = Date.UTC(2023, 4, 5);
  const { items } = await api.imports.begin({
    files: [
      { name: 'sent.wav', bytes: data.length, modifiedAt },
      { name: 'grows.wav', bytes: 10 },
    ],
  });
  const [first, second] = items.map(({ id }) => id) as [string, string];
  await expect(api.imports.append({ id: second, offset: 0, data })).rejects.toMatchObject({
    code: 'conflict',
  });
  const asked = (id: string) =>
    until('the upload is asked for', async () =>
      (await api.imports.list()).items.some((item) => item.id === id && item.state === 'uploading'),
    );
  await asked(first);
  const send = (from: number, to: number) =>
    api.imports.append({ id: first, offset: from, data: new Uint8Array(data.subarray(from, to)) });
  expect(await send(0, 1000)).toEqual({ bytesDone: 1000 });
  expect(await send(0, 500)).toEqual({ bytesDone: 1000 });
  await expect(send(2000, 3000)).rejects.toMatchObject({ code: 'conflict', details: { bytesDone: 1000 } });
  expect(await send(500, 2000)).toEqual({ bytesDone: 2000 });
  await send(2000, data.length);
  await asked(second);
  await expect(api.imports.append({ id: second, offset: 0, data: new Uint8Array(11) })).rejects.toMatchObject(
    {
      code: 'file_changed',
    },
  );
  const [sent, grown] = await settled(api, items);
  expect([sent?.state, grown?.error?.code]).toEqual(['done', 'file_changed']);
  expect(await api.meetings.get({ id: sent?.meetingId ?? '' })).toMatchObject({
    title: 'sent',
    startedAt: modifiedAt,
  });
  expect(mediaIn(home)).toEqual([sent?.meetingId]);
  await expect(api.imports.append({ id: first, offset: 0, data })).rejects.toMatchObject({
    code: 'conflict',
  });
});

test('an upload of nothing at all fails as an empty file does', async () => {
  const { home, api } = open();
  const { items } = await api.imports.begin({ files: [{ name: 'none.wav', bytes: 0 }] });
  expect(codesOf(await settled(api, items))).toEqual(['file_empty']);
  expect(mediaIn(home)).toEqual([]);
});

test('cancelled, tried again, taken off the list', async () => {
  const { home, api } = open();
  const { items } = await api.imports.begin({
    files: [
      { name: 'a.wav', bytes: 10 },
      { name: 'b.wav', bytes: 10 },
    ],
  });
  const ids = items.map(({ id }) => id);
  const dismissed: string[][] = [];
  api.imports.dismissed(({ ids: gone }) => dismissed.push(gone));
  // What is still under way can't be taken off.
  expect((await api.imports.dismiss()).items).toHaveLength(2);
  await api.imports.cancel();
  expect(codesOf(await settled(api, items))).toEqual(['cancelled', 'cancelled']);
  expect(mediaIn(home)).toEqual([]);
  await api.imports.retry({ ids: [ids[1] ?? ''] });
  await until(
    'the second is asked for',
    async () => (await api.imports.list()).items[1]?.state === 'uploading',
  );
  await api.imports.cancel({ ids: [ids[1] ?? ''] });
  await settled(api, items);
  expect(await api.imports.dismiss()).toEqual({ items: [] });
  expect(dismissed).toEqual([[], ids]);
});

test('a folder that is gone when its turn comes is no reason to refuse the file', async () => {
  const { api, files } = open();
  const folder = await api.folders.create({ name: 'Short-lived' });
  const data = toneWav();
  const { items } = await api.imports.begin({
    files: [{ name: 'a.wav', bytes: data.length }],
    folderId: folder.id,
  });
  await until('it is asked for', async () => (await api.imports.list()).items[0]?.state === 'uploading');
  await api.folders.remove({ id: folder.id });
  await api.imports.append({ id: items[0]?.id ?? '', offset: 0, data: new Uint8Array(data) });
  const [item] = await settled(api, items);
  expect(await api.meetings.get({ id: item?.meetingId ?? '' })).toMatchObject({ folderId: null });
  await expect(api.imports.addPaths({ paths: [files], folderId: folder.id })).rejects.toMatchObject({
    code: 'not_found',
  });
});

test('paths must be whole ones', async () => {
  const { api } = open();
  for (const path of ['talk.wav', './talk.wav', '/tmp/a\u0000b'])
    await expect(api.imports.addPaths({ paths: [path] })).rejects.toMatchObject({ code: 'invalid_input' });
});

test('changes are told in batches: to cancel thousands is no flood', async () => {
  const { api } = open();
  const files = Array.from({ length: 5000 }, (_, index) => ({ name: `${index}.wav`, bytes: 10 }));
  const told: ImportItem[][] = [];
  api.imports.changed(({ items }) => told.push(items));
  const { items } = await api.imports.begin({ files });
  await api.imports.cancel();
  await settled(api, items);
  await until(
    'all were told of',
    () => told.flat().filter(({ state }) => state === 'cancelled').length >= 5000,
  );
  expect(told.length).toBeLessThan(12);
});

test('many at once keep their order, in the list as in the library', async () => {
  const { home, api, files } = open();
  const items = await importPaths(api, writeTones(files, 40));
  expect(items.map(({ position }) => position)).toEqual(items.map((_, index) => index + 1));
  expect(new Set(codesOf(items))).toEqual(new Set(['done']));
  const { items: rows } = await api.meetings.list({ sort: { by: 'createdAt', order: 'ascending' } });
  expect(rows.map(({ title }) => title)).toEqual(items.map(({ name }) => name.replace('.wav', '')));
  expect(mediaIn(home)).toEqual(await meetingIds(api));
});
