import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Times } from '../../src-main/jobs/lanes.ts';
import { claimsOf } from '../../src-main/features/summaries/claims.ts';
import { openTestCore } from '../support/open-test-core.ts';
import { plantTranscript } from '../support/plant-transcript.ts';
import { childrenOf } from '../support/processes.ts';
import { tempHome } from '../support/temp-home.ts';
import { writeTinyGguf } from '../support/tiny-gguf.ts';
import { until } from '../support/until.ts';

const people = ['Maya', 'Ben'];
const sentence = (index: number) =>
  `We have decided in quadrille ${index} that the team will list all open questions and write the names here`;

/** A library with a meeting and with a model that has learnt nothing. */
async function open({ contextTokens = 2048, sentences = 80, jobTimes = {} as Partial<Times> } = {}) {
  const home = tempHome();
  const core = openTestCore(home, { jobTimes });
  const { api } = core.connect();
  // Two threads on busy cores take ages.
  await api.settings.update({ speechThreads: 1, speechDevice: 'CPU' });
  const path = join(tempHome(), 'tiny.gguf');
  writeTinyGguf(path, { contextTokens });
  const model = await api.models.importFile({ path });
  async function plant(count: number) {
    const { id } = await api.meetings.create({ title: 'Warehouse' });
    const segments = Array.from({ length: count }, (_, index) => ({
      text: sentence(index),
      speaker: index % 2,
    }));
    return { meetingId: id, ...plantTranscript(home, id, { segments, speakers: people }) };
  }
  const planted = await plant(sentences);
  async function start({ meetingId } = planted) {
    const options = { modelId: model.id, templateId: 'action-list' };
    const { jobs } = await api.summaries.start({ meetingIds: [meetingId], ...options });
    return jobs[0]?.id ?? '';
  }
  const stateOf = async (id: string) => {
    const job = await api.jobs.get({ id });
    if (job.state === 'failed') throw new Error(JSON.stringify(job.error));
    return job;
  };
  return { ...planted, home, core, api, model, plant, start, stateOf };
}

test('a model that knows nothing writes a summary of the right shape, part by part', async () => {
  const { home, core, api, model, meetingId, segmentIds, start, stateOf } = await open();
  const shown: string[] = [];
  api.summaries.progressed(({ text }) => shown.push(text));
  const id = await start();
  await until('the job is done', async () => (await stateOf(id)).state === 'done');
  const [made] = (await api.summaries.list({ meetingId })).summaries;
  expect(made).toMatchObject({ state: 'complete', isStale: false });
  expect(made?.provenance).toMatchObject({ method: 'llama', modelId: model.id, device: 'CPU' });
  expect(made?.provenance.parts).toBeGreaterThan(1);
  expect(made?.provenance.contextTokens).toBeLessThan(2048);
  expect(made?.provenance.promptTokens).toBeGreaterThan(1000);
  for (const { citations } of claimsOf(made?.content ?? expect.fail('none'))) {
    expect(citations.length).toBeGreaterThan(0);
    expect(citations.every((own) => segmentIds.some((known) => known === own))).toBe(true);
  }
  expect(shown.length).toBeGreaterThan(0);
  await core.close();
  // What was said is nowhere in the logs.
  const logs = readdirSync(join(home, 'logs')).map((name) => readFileSync(join(home, 'logs', name), 'utf8'));
  expect(logs.join('')).not.toContain('quadrille');
});

test('kill -9 of the engine: the job goes on with the part that it was at', async () => {
  const { api, meetingId, start, stateOf } = await open({ jobTimes: { backOffMs: [50, 50, 50] } });
  const before = new Set(childrenOf(process.pid));
  const id = await start();
  await until('a part is kept', async () => (await stateOf(id)).doneMs > 0);
  const { doneMs } = await stateOf(id);
  for (const pid of childrenOf(process.pid)) if (!before.has(pid)) process.kill(pid, 'SIGKILL');
  await until('it is tried again', async () => (await stateOf(id)).attempts > 1);
  expect((await stateOf(id)).doneMs).toBeGreaterThanOrEqual(doneMs);
  await until('the job is done', async () => (await stateOf(id)).state === 'done');
  const { summaries } = await api.summaries.list({ meetingId });
  expect(summaries.map(({ state }) => state)).toEqual(['complete']);
});

test('a job that is cancelled ends, and another has the engine', async () => {
  const { api, plant, start, stateOf } = await open({ contextTokens: 4096, sentences: 600 });
  const shown: string[] = [];
  api.summaries.progressed(({ text }) => shown.push(text));
  const id = await start();
  await until('it says something', () => shown.length > 0);
  await api.jobs.cancel({ ids: [id] });
  expect((await stateOf(id)).state).toBe('cancelled');
  const next = await start(await plant(3));
  await until('the other is done', async () => (await stateOf(next)).state === 'done');
});

test('a model that is not there is refused', async () => {
  const { api, meetingId } = await open({ sentences: 1 });
  await expect(api.summaries.start({ meetingIds: [meetingId], modelId: 'nowhere' })).rejects.toMatchObject({
    code: 'no_model',
    details: { missing: ['nowhere'] },
  });
});
