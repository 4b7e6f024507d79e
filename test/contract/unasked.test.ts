import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Api } from '../../src-main/contract/index.ts';
import { importSound } from '../support/import-sound.ts';
import { openTestCore } from '../support/open-test-core.ts';
import { nanoModel } from '../support/sample.ts';
import { importSample } from '../support/transcribe.ts';
import { tempHome } from '../support/temp-home.ts';
import { until } from '../support/until.ts';
import { toneWav } from '../support/tones.ts';

/** Its weights differ in one bit, so that it is nobody's model for tests. */
async function installModel(api: Api): Promise<string> {
  const bytes = readFileSync(nanoModel);
  bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
  const path = join(tempHome(), 'own.bin');
  writeFileSync(path, bytes);
  return (await api.models.importFile({ path })).id;
}

const jobs = async (api: Api) =>
  (await api.jobs.list()).jobs.map(({ kind, meetingId }) => ({ kind, meetingId }));

test('what is imported or recorded is transcribed by itself, where the settings say so and a model can', async () => {
  const { api } = openTestCore(tempHome(), { leavesJobs: true }).connect();
  await api.settings.update({ transcribeImports: true });
  await importSound(api, 'early.wav', toneWav({ seconds: 1 }));
  expect(await jobs(api)).toEqual([]);

  await installModel(api);
  const imported = await importSound(api, 'tone.wav', toneWav({ seconds: 2 }));
  expect(await jobs(api)).toEqual([{ kind: 'transcribe', meetingId: imported }]);

  await api.settings.update({ transcribeImports: false });
  await importSound(api, 'other.wav', toneWav({ seconds: 3 }));
  const begin = { title: 'Talk', tracks: ['microphone' as const], sampleRate: 8000 };
  const record = async () => {
    const { meetingId } = await api.recorder.start(begin);
    await api.recorder.append({ meetingId, frame: 0, data: new Uint8Array(16_000) });
    await api.recorder.stop({ meetingId });
    await until('it is measured', async () => (await api.audio.get({ meetingId })).audio?.state === 'ready');
    return meetingId;
  };
  const recorded = await record();
  await api.settings.update({ transcribeRecordings: false });
  await record();
  expect(await jobs(api)).toEqual([
    { kind: 'transcribe', meetingId: imported },
    { kind: 'transcribe', meetingId: recorded },
  ]);
});

test('a model can not be deleted while it is at work', async () => {
  const { api } = openTestCore().connect();
  const id = await installModel(api);
  const meetingId = await importSample(api);
  const { jobs: started } = await api.transcripts.start({ meetingIds: [meetingId], modelId: id });
  await until('it is at work', async () => (await api.jobs.list()).jobs[0]?.state === 'running');
  await expect(api.models.remove({ id })).rejects.toMatchObject({ code: 'conflict' });
  await api.jobs.cancel({ ids: started.map((job) => job.id) });
  await until('it rests', async () => {
    const removed = await api.models.remove({ id }).catch(() => null);
    return removed !== null;
  });
  expect((await api.models.list()).models.find((model) => model.id === id)).toBeUndefined();
});
