import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import type { Api } from '../../src-main/contract/index.ts';
import { openTestCore } from '../support/open-test-core.ts';
import { plantTranscript } from '../support/plant-transcript.ts';
import { tempHome } from '../support/temp-home.ts';
import { until } from '../support/until.ts';

const ended = (api: Api, id: string) =>
  until('it has ended', async () => ['done', 'failed'].includes((await api.jobs.get({ id })).state));

/** One meeting of which nothing is known but its title, and one with notes. */
async function twoMeetings() {
  const home = tempHome();
  const { api } = openTestCore(home).connect();
  const bare = await api.meetings.create({ title: 'Bare' });
  const noted = await api.meetings.create({ title: 'Noted', notes: 'Words' });
  return { home, api, bare: bare.id, noted: noted.id };
}

test('a file of nothing but what one meeting lacks is not written, and what it lacks is said', async () => {
  const { home, api, bare, noted } = await twoMeetings();
  const cases = [
    ['md', ['notes'], 'This meeting has no notes yet.'],
    ['pdf', ['actions'], 'This meeting has no action items yet.'],
    ['docx', ['transcript'], 'This meeting has no transcript yet.'],
    ['json', ['summary', 'actions'], 'This meeting has no summary and no action items yet.'],
    ['html', ['summary'], 'This meeting has no summary yet.'],
  ] as const;
  for (const [format, lacks, message] of cases) {
    const options = { meetingId: bare, format, parts: [...lacks] };
    const error = { code: 'not_found', message, details: { lacks } };
    await expect(api.exports.make(options)).rejects.toMatchObject(error);
    if (format !== 'html')
      await expect(api.exports.preview({ ...options, format })).rejects.toMatchObject(error);
  }
  const srt = { meetingId: bare, format: 'srt' as const };
  await expect(api.exports.make(srt)).rejects.toMatchObject({ details: { lacks: ['transcript'] } });
  const start = (meetingId: string, folder: string | null) =>
    api.exports.start({ meetingIds: [meetingId], formats: ['md', 'pdf'], parts: ['notes'], folder });
  for (const folder of [tempHome(), null])
    await expect(start(bare, folder)).rejects.toMatchObject({ details: { lacks: ['notes'] } });
  expect((await api.jobs.list({})).jobs).toEqual([]);
  expect((await api.exports.make({ meetingId: noted, format: 'md', parts: ['notes'] })).data.length).not.toBe(
    0,
  );

  // A summary in which nobody has anything to do.
  plantTranscript(home, noted, { segments: [{ text: 'Good morning to all of you.' }] });
  const [job] = (await api.summaries.start({ meetingIds: [noted] })).jobs;
  await ended(api, job?.id ?? '');
  await expect(
    api.exports.make({ meetingId: noted, format: 'md', parts: ['actions'] }),
  ).rejects.toMatchObject({ details: { lacks: ['actions'] } });
});

test('what has some of the chosen parts is written, and so is all of a meeting, however little that is', async () => {
  const { api, bare, noted } = await twoMeetings();
  const text = async (meetingId: string, parts?: ('notes' | 'transcript')[]) => {
    const { data } = await api.exports.make({ meetingId, format: 'md', ...(parts && { parts }) });
    return new TextDecoder().decode(data);
  };
  expect(await text(noted, ['notes', 'transcript'])).toContain('Words');
  expect(await text(bare)).toContain('# Bare');
});

test('of many meetings the others are written, and what each of the rest lacks is told in the end', async () => {
  const { api, bare, noted } = await twoMeetings();
  const folder = tempHome();
  const order = { meetingIds: [bare, noted], formats: ['md' as const], parts: ['notes' as const] };
  const { job } = await api.exports.start({ ...order, folder });
  await ended(api, job.id);
  const message = 'This meeting has no notes yet.';
  const missing = [
    { meetingId: bare, title: 'Bare', format: 'md', code: 'not_found', message, lacks: ['notes'] },
  ];
  const report = await api.exports.report({ jobId: job.id });
  expect(report).toMatchObject({ files: [{ name: 'Noted.md' }], missing });
  expect(readdirSync(folder)).toEqual(['Noted.md']);
});

test('where nothing at all can be written there is no zip either', async () => {
  const { home, api, bare } = await twoMeetings();
  const other = await api.meetings.create({ title: 'Other' });
  const folder = tempHome();
  const order = { meetingIds: [bare, other.id], formats: ['md' as const], parts: ['notes' as const] };
  for (const where of [folder, null]) {
    const { job } = await api.exports.start({ ...order, folder: where, zip: true });
    await ended(api, job.id);
    expect(await api.jobs.get({ id: job.id })).toMatchObject({ state: 'done' });
    const report = await api.exports.report({ jobId: job.id });
    expect(report).toMatchObject({ files: [], zip: null, waits: false });
    expect(report.missing).toHaveLength(2);
  }
  expect([...readdirSync(folder), ...readdirSync(join(home, 'exports'))]).toEqual([]);
});

test('a meeting at which the export itself fails is named, and does not hold up the others', async () => {
  const { home, api, bare, noted } = await twoMeetings();
  const { id } = plantTranscript(home, bare, { segments: [{ text: 'Hello.' }] });
  const db = new Database(join(home, 'library.db'));
  db.prepare("UPDATE transcripts SET provenance = '{' WHERE id = ?").run(id);
  db.close();
  const folder = tempHome();
  for (const zip of [false, true]) {
    const order = { meetingIds: [bare, noted], formats: ['md' as const], folder, zip };
    const { job } = await api.exports.start(order);
    await ended(api, job.id);
    expect(await api.jobs.get({ id: job.id })).toMatchObject({ state: 'done' });
    expect(await api.exports.report({ jobId: job.id })).toMatchObject({
      files: [{ name: 'Noted.md' }],
      missing: [{ meetingId: bare, title: 'Bare', code: 'internal', lacks: [] }],
    });
  }
  expect((await api.logs.list({})).items.some(({ message }) => message === 'a job failed')).toBe(true);
});
