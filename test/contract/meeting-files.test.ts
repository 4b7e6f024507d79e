import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Api } from '../../src-main/contract/index.ts';
import type { MeetingFile } from '../../src-main/contract/meeting-file.ts';
import { importOne, importPaths, meetingIds, mediaIn } from '../support/imports.ts';
import { openTestCore } from '../support/open-test-core.ts';
import { plantTranscript } from '../support/plant-transcript.ts';
import { tempHome } from '../support/temp-home.ts';
import { writeTone } from '../support/tones.ts';

async function jsonOf(api: Api, meetingId: string, parts?: ('notes' | 'transcript')[]): Promise<string> {
  const { data } = await api.exports.make({ meetingId, format: 'json', ...(parts && { parts }) });
  return new TextDecoder().decode(data);
}

function open() {
  const home = tempHome();
  const { api } = openTestCore(home).connect();
  const write = (content: string) => {
    const path = join(tempHome(), 'meeting.json');
    writeFileSync(path, content);
    return path;
  };
  return { home, api, write };
}

/** A meeting of three seconds of sound, of which the last is silent, and its file. */
async function exported() {
  const { home, api } = open();
  const id = await importOne(api, writeTone(tempHome(), 'Launch.wav', { seconds: 3 }));
  plantTranscript(home, id, { segments: [{ text: 'We launch.', startMs: 0, endMs: 2000 }] });
  await api.meetings.update({ id, notes: 'Said' });
  return { api, id, json: await jsonOf(api, id) };
}

const summary = {
  ...{ version: 1, state: 'complete', isEdited: false, isStale: false, createdAt: 0, completedAt: 0 },
  provenance: {
    ...{ method: 'quick', modelId: null, modelName: null, modelSha256: null, device: null },
    ...{ templateId: 'general', templateName: 'General', language: 'en', length: 'medium', parts: 1 },
    ...{ contextTokens: null, promptTokens: null, appVersion: '0.0.0' },
  },
  content: { overview: [], topics: [], decisions: [], actions: [], questions: [] },
};

test('a meeting is as long as its file says, here and in what is exported of it, and has no sound', async () => {
  const { json } = await exported();
  expect(JSON.parse(json)).toMatchObject({ durationMs: 3000 });
  const { home, api, write } = open();
  const [item] = await importPaths(api, [write(json)]);
  expect(item).toMatchObject({ state: 'done', msDone: 3000 });
  const meetingId = item?.meetingId ?? '';
  expect(await api.meetings.get({ id: meetingId })).toMatchObject({ durationMs: 3000, audio: null });
  expect((await api.meetings.list({})).items).toMatchObject([{ durationMs: 3000, audio: null }]);
  expect(await api.audio.get({ meetingId })).toEqual({ audio: null });
  expect((await api.meetings.list({ filter: { states: ['silent'] } })).items).toEqual([]);
  expect(mediaIn(home)).toEqual([]);
  expect(await jsonOf(api, meetingId)).toBe(json);
});

test('a file that does not say how long the meeting was is as long as what is said in it', async () => {
  const { json } = await exported();
  const { api, write } = open();
  const { durationMs: _, ...older } = JSON.parse(json) as MeetingFile;
  const [item] = await importPaths(api, [write(JSON.stringify(older))]);
  expect(item).toMatchObject({ state: 'done', msDone: 2000 });
  expect(await api.meetings.get({ id: item?.meetingId ?? '' })).toMatchObject({ durationMs: 2000 });
  const [silent] = await importPaths(api, [
    write(JSON.stringify({ ...older, title: 'x', transcript: null })),
  ]);
  expect(silent).toMatchObject({ state: 'done', msDone: 0 });
  expect(await api.meetings.get({ id: silent?.meetingId ?? '' })).toMatchObject({ durationMs: null });
});

test('the same file is recognised, also once the meeting was changed, or lies in the trash', async () => {
  const { json } = await exported();
  const { api, write } = open();
  const path = write(json);
  const [first] = await importPaths(api, [path]);
  const id = first?.meetingId ?? '';
  const known = { state: 'duplicate', meetingId: id, error: null };
  expect(await importPaths(api, [path])).toMatchObject([known]);
  await api.meetings.update({ id, title: 'Other', notes: '' });
  expect(await importPaths(api, [write(json)])).toMatchObject([known]);
  await api.meetings.trash({ ids: [id] });
  expect(await importPaths(api, [path])).toMatchObject([known]);
  expect(await meetingIds(api)).toEqual([id]);

  const [again] = await importPaths(api, [path], { again: true });
  expect(again).toMatchObject({ state: 'done' });
  const [twice] = await importPaths(api, [path]);
  // The one outside the trash.
  expect(twice).toMatchObject({ state: 'duplicate', meetingId: again?.meetingId });
  await api.imports.retry({ ids: [twice?.id ?? ''] });
  await expect.poll(async () => (await meetingIds(api)).length).toBe(3);
  await api.meetings.trash({ ids: await meetingIds(api) });
  await api.meetings.purge({ ids: await meetingIds(api) });
  expect(await importPaths(api, [path])).toMatchObject([{ state: 'done' }]);
});

test('the file of a meeting that is here is recognised as long as all that it holds is here', async () => {
  const { api, id, json } = await exported();
  const { write } = open();
  const known = { state: 'duplicate', meetingId: id };
  const spaced = JSON.stringify(JSON.parse(json));
  const said = await jsonOf(api, id, ['transcript']);
  for (const file of [json, spaced, said])
    expect(await importPaths(api, [write(file)])).toMatchObject([known]);
  await api.meetings.update({ id, notes: 'Said more' });
  expect(await importPaths(api, [write(said)])).toMatchObject([known]);
  expect(await importPaths(api, [write(json)])).toMatchObject([{ state: 'done' }]);
  expect(await meetingIds(api)).toHaveLength(2);
});

test('numbers that nothing could be counted on from are refused', async () => {
  const { json } = await exported();
  const { api, write } = open();
  const odd = async (change: (file: MeetingFile) => void) => {
    const file = JSON.parse(json) as MeetingFile;
    change(file);
    // JSON itself has no such number, but readers take this for it.
    const [item] = await importPaths(api, [write(JSON.stringify(file).replaceAll('"endless"', '1e999'))]);
    return item?.error?.code ?? item?.state;
  };
  const endless = 'endless' as unknown as number;
  const [segment, word, said] = [0, 0, 'transcript'] as const;
  const most = Number.MAX_SAFE_INTEGER;
  const changes: ((file: MeetingFile) => void)[] = [
    (file) => Object.assign(file[said]?.segments.at(segment)?.words.at(word) ?? {}, { probability: endless }),
    (file) => Object.assign(file[said]?.segments[segment] ?? {}, { noSpeechProbability: endless }),
    (file) => Object.assign(file[said] ?? {}, { version: most }),
    (file) => Object.assign(file, { speakers: [{ name: '', number: most, colour: 0, track: null }] }),
    (file) => Object.assign(file, { summary: { ...summary, version: most } }),
    (file) =>
      Object.assign(file, { summary: { ...summary, provenance: { ...summary.provenance, parts: most } } }),
  ];
  for (const change of changes) expect(await odd(change)).toBe('unsupported_format');
  expect(await odd((file) => Object.assign(file, { summary }))).toBe('done');
});

test.each(['constructor', '__proto__', 'not a language!', 'en-', 'x'.repeat(40)])(
  'a meeting in a language that is none (%s) comes in without one, and is written as any other',
  async (language) => {
    const { json } = await exported();
    const { api, home, write } = open();
    const file = JSON.parse(json) as MeetingFile;
    Object.assign(file.transcript ?? {}, { language });
    Object.assign(file, { summary: { ...summary, provenance: { ...summary.provenance, language } } });
    const [item] = await importPaths(api, [write(JSON.stringify(file))]);
    const meetingId = item?.meetingId ?? '';
    expect(item).toMatchObject({ state: 'done' });
    expect((await api.transcripts.list({ meetingId })).transcripts).toMatchObject([{ language: null }]);
    expect((await api.summaries.list({ meetingId })).summaries).toMatchObject([
      { provenance: { language: null } },
    ]);
    // As a library may have it from before.
    const { id } = await api.meetings.create({ title: 'Older' });
    plantTranscript(home, id, { segments: [{ text: 'We launch.' }], language });
    const { data } = await api.exports.make({ meetingId: id, format: 'pdf' });
    expect(data.length).toBeGreaterThan(1000);
  },
);
