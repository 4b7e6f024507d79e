import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { spawnEngineWithNode } from '../../src-main/hosts/headless/engine.ts';
import { importSound } from '../support/import-sound.ts';
import { openTestCore } from '../support/open-test-core.ts';
import { childrenOf } from '../support/processes.ts';
import { tempHome } from '../support/temp-home.ts';
import { toneWav } from '../support/tones.ts';
import { until } from '../support/until.ts';

const program = join(import.meta.dirname, '../support/drivers-program.ts');

/** What the children of the next cores load is written down in a file of this folder. */
function driversFolder() {
  const folder = tempHome();
  process.env.MEETMEMO_TEST_ENGINE = folder;
  const file = join(folder, 'loaded');
  return {
    folder,
    loaded: () => (existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : []),
    forget: () => {
      rmSync(file, { force: true });
    },
  };
}

const open = (home: string, more = {}) =>
  openTestCore(home, { spawnEngine: spawnEngineWithNode(program), trialLimitMs: 6000, ...more });

const errorsOf = (speech: { devices: { name: string; error: { code: string } | null }[] }) =>
  Object.fromEntries(speech.devices.map(({ name, error }) => [name, error?.code ?? null]));

test('a driver that crashes, hangs or calculates wrongly is its device’s error, and another one runs', async () => {
  const drivers = driversFolder();
  const home = tempHome();
  const before = childrenOf(process.pid);
  const core = open(home);
  const { api } = core.connect();
  const [speech, same] = await Promise.all([api.speech.devices(), api.speech.devices()]);
  expect(same).toEqual(speech);
  expect(errorsOf(speech)).toEqual({
    ...{ CPU: null, Good: null },
    ...{ Crashing: 'engine_crashed', Hanging: 'timed_out', Wrong: 'engine_unavailable' },
  });
  expect(speech.devices.find(({ isChosen }) => isChosen)?.name).toBe('Good');
  expect(speech.unused.filter(({ reason }) => reason === 'trial_failed').map(({ name }) => name)).toEqual([
    ...['Crashing device', 'Hanging device', 'Wrong device'],
  ]);
  expect(drivers.loaded()).toEqual(['CPU', 'Good', 'Crashing', 'Hanging', 'Wrong']);
  // No child of a trial is left; the decoder's may be.
  await until('the end of the trials', () => childrenOf(process.pid).length <= before.length + 1);
  const parts = (await api.diagnostics.readiness()).parts;
  expect(parts.find(({ part }) => part === 'engine')).toMatchObject({ values: { device: 'Good' } });

  await api.settings.update({ speechDevice: 'Hanging' });
  expect(await api.speech.devices()).toMatchObject({ isWantedMissing: true });
  await api.settings.update({ speechDevice: 'CPU' });
  const now = await api.speech.devices();
  expect(now.devices.find(({ isChosen }) => isChosen)?.name).toBe('CPU');
  expect(now).toMatchObject({ isWantedMissing: false });
  expect(now.unused[0]).toEqual({ name: 'Good device', reason: 'not_chosen' });
  await core.close();

  drivers.forget();
  writeFileSync(join(drivers.folder, 'mended'), '');
  const later = open(home);
  expect(await later.connect().api.speech.devices()).toMatchObject({ triedAt: speech.triedAt });
  expect(drivers.loaded()).toEqual([]);
  const again = await later.connect().api.speech.tryDevices();
  expect(again.devices.find(({ name }) => name === 'Hanging')?.error).toBeNull();
  expect(drivers.loaded()[0]).toBe('CPU');
  await later.close();

  drivers.forget();
  const updated = open(home, { appVersion: '0.0.1' });
  await updated.connect().api.speech.devices();
  expect(drivers.loaded()[0]).toBe('CPU');
});

test('a driver that crashes as soon as it is looked for leaves the processor', async () => {
  const { folder } = driversFolder();
  writeFileSync(join(folder, 'listing-crashes'), '');
  const { api } = open(tempHome()).connect();
  const speech = await api.speech.devices();
  expect(errorsOf(speech)).toEqual({ CPU: null });
});

test('closing amid a trial ends it, and what was not tried to the end is tried anew', async () => {
  const drivers = driversFolder();
  const home = tempHome();
  const before = childrenOf(process.pid);
  const core = open(home, { trialLimitMs: 60_000 });
  const asked = core
    .connect()
    .api.speech.devices()
    .catch((error: unknown) => error);
  await until('the trial that hangs', () => drivers.loaded().includes('Hanging'));
  await core.close();
  expect(await asked).toMatchObject({ code: 'disconnected' });
  await until('the end of the trial', () => childrenOf(process.pid).length <= before.length);
  expect(existsSync(join(home, 'speech-devices.json'))).toBe(false);
});

test('cancelling the only job that waits for a trial ends that one, and whoever asks next tries anew', async () => {
  const drivers = driversFolder();
  const home = tempHome();
  const healthy = openTestCore(home);
  const meetingId = await importSound(healthy.connect().api, 'talk.wav', toneWav({ seconds: 2 }));
  await healthy.close();
  const before = childrenOf(process.pid);
  const { api } = open(home, { trialLimitMs: 600_000 }).connect();
  await api.transcripts.start({ meetingIds: [meetingId], modelId: 'nano-en' });
  await until('the trial that hangs', () => drivers.loaded().includes('Hanging'));
  const [job] = (await api.jobs.list()).jobs;
  await api.jobs.cancel({ ids: [job?.id ?? ''] });
  expect((await api.jobs.list()).jobs).toMatchObject([{ state: 'cancelled' }]);
  // The decoder's may be left.
  await until('the end of the trial', () => childrenOf(process.pid).length <= before.length + 1);
  writeFileSync(join(drivers.folder, 'mended'), '');
  expect(errorsOf(await api.speech.devices())).toMatchObject({ CPU: null, Hanging: null });
});
