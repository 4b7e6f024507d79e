import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { chatEvent, chatServer, streams, type ChatAnswer } from '../support/chat-server.ts';
import { keptIn } from '../support/library-file.ts';
import { openTestCore } from '../support/open-test-core.ts';
import { plantTranscript } from '../support/plant-transcript.ts';
import { plantMeeting, summarized } from '../support/summaries.ts';
import { tempHome } from '../support/temp-home.ts';
import { until } from '../support/until.ts';

async function open(answer: ChatAnswer) {
  const home = tempHome();
  const core = openTestCore(home);
  const { api } = core.connect();
  const { id, segmentIds } = await plantMeeting(api, home);
  const { host, asked } = await chatServer(answer);
  const set = { serverAddress: `http://${host}/v1`, serverModel: 'QmodelZulu', serverKey: 'QkeyZulu' };
  const server = { ...set, serverOn: true, summaryModel: 'server' };
  await api.settings.update(server);
  return { home, core, api, id, segmentIds, host, asked };
}

const claims = [{ text: 'They take the offer from Hull.', ids: ['s3'] }];
const said = JSON.stringify({ overview: claims, topics: [], decisions: claims, actions: [], questions: [] });

test('a server writes a summary with citations; each call is in the list, and no word of it in the logs', async () => {
  const { home, core, api, id, segmentIds, host, asked } = await open((response) =>
    streams(response).end(`${chatEvent(said)}data: [DONE]\n\n`),
  );
  const { content, provenance } = await summarized(core, id);
  expect(content.decisions).toEqual([
    { text: 'They take the offer from Hull.', citations: [segmentIds[2]], support: 'found' },
  ]);
  expect(provenance).toMatchObject({
    ...{ method: 'server', modelId: 'server', modelName: 'QmodelZulu', modelSha256: null, device: null },
    ...{ contextTokens: 4096, parts: 1 },
  });
  expect(asked).toHaveLength(1);
  expect(asked[0]?.key).toBe('Bearer QkeyZulu');
  const { attempts } = await api.models.network({});
  expect(attempts).toMatchObject([{ purpose: 'summary', host, outcome: 'done' }]);
  expect(attempts[0]?.bytes).toBeGreaterThan(said.length);
  await core.close();
  const logs = readdirSync(join(home, 'logs')).map((name) => readFileSync(join(home, 'logs', name), 'utf8'));
  expect(logs.join('')).not.toMatch(/Zulu|Hull|Warehouse|127\.0\.0\.1/);
});

test('a key that no request could bring along is refused when it is set', async () => {
  const { api } = openTestCore().connect();
  for (const serverKey of ['sk-€', 'sk\r\nx: y'])
    await expect(api.settings.update({ serverKey })).rejects.toMatchObject({ code: 'invalid_input' });
});

test('a server that refuses the key fails the job with a code of its own; off, the quick one takes its place', async () => {
  const { core, api, id, asked } = await open((response) => response.writeHead(401).end());
  const { jobs } = await api.summaries.start({ meetingIds: [id] });
  const job = await until('the job has failed', async () => {
    const found = await api.jobs.get({ id: jobs[0]?.id ?? '' });
    return found.state === 'failed' && found;
  });
  expect(job.error).toMatchObject({ code: 'server_failed', details: { reason: 'key', status: 401 } });
  expect(job.error?.message).toContain('key');
  const before = asked.length;
  await api.settings.update({ serverOn: false });
  expect((await summarized(core, id)).provenance.method).toBe('quick');
  await expect(api.summaries.start({ meetingIds: [id], modelId: 'server' })).rejects.toMatchObject({
    code: 'no_model',
  });
  expect(asked.length).toBe(before);
  await core.close();
});

test('a server that writes summaries is not asked for names, unless it is named for that', async () => {
  const { api, id, asked } = await open((response) =>
    streams(response).end(`${chatEvent('{"names":[]}')}data: [DONE]\n\n`),
  );
  const ended = async (given: { modelId?: string }) => {
    const { job } = await api.names.start({ meetingId: id, ...given });
    await until('it has ended', async () =>
      ['done', 'failed'].includes((await api.jobs.get({ id: job.id })).state),
    );
  };
  await ended({});
  expect(asked).toHaveLength(0);
  await ended({ modelId: 'server' });
  expect(asked.length).toBeGreaterThan(0);
});

test('of a summary that is removed no word stays, though its job was cancelled on the way', async () => {
  let answers = 0;
  const { home, core, api } = await open((response) => {
    answers += 1;
    // The first part is answered, and then nothing more.
    const secret = said.replaceAll('Hull', 'Zebrasecret');
    if (answers === 1) streams(response).end(`${chatEvent(secret)}data: [DONE]\n\n`);
  });
  const { id } = await api.meetings.create({ title: 'Long' });
  const segments = Array.from({ length: 600 }, (_, at) => ({ text: `They take the offer, number ${at}.` }));
  plantTranscript(home, id, { segments });
  const { jobs } = await api.summaries.start({ meetingIds: [id] });
  const [summary] = await until('a part is there', async () => {
    const { summaries } = await api.summaries.list({ meetingId: id });
    return summaries.length > 0 && summaries;
  });
  await api.jobs.cancel({ ids: jobs.map((job) => job.id) });
  expect(keptIn(home).includes('Zebrasecret')).toBe(true);
  await api.summaries.remove({ id: summary?.id ?? '' });
  expect(keptIn(home).includes('Zebrasecret')).toBe(false);
  await core.close();
});
