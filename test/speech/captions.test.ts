import { setTimeout } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { Caption } from '../../src-main/contract/speech.ts';
import type { SpawnEngine } from '../../src-main/engines/process/launch.ts';
import { spawnEngineWithNode } from '../../src-main/hosts/headless/engine.ts';
import { engineEntry, openTestCore } from '../support/open-test-core.ts';
import { samplePcm, wordErrors } from '../support/sample.ts';
import { until } from '../support/until.ts';

const RATE = 16_000;
const SECONDS = 20;
const SAID =
  'Good morning everyone, and thank you for joining. Today we will review the launch plan for the customer portal. ' +
  'Good morning Anna. I have two updates.';

/** Stereo, the speech in the left track alone. */
function chunk(from: number, samples: number): Uint8Array<ArrayBuffer> {
  const pcm = samplePcm().subarray(from, from + samples);
  const frames = new Int16Array(pcm.length * 2);
  for (const [index, sample] of pcm.entries()) frames[index * 2] = sample * 32_767;
  return new Uint8Array(frames.buffer);
}

/** Starts children of which the first so many die when captions are asked of them. `prompts`: what each is to expect. */
function mortal(deaths: number, prompts: unknown[]): SpawnEngine {
  const spawn = spawnEngineWithNode(engineEntry);
  return () => {
    const child = spawn();
    const send = (value: unknown) => {
      child.port.send(value);
      const { input } = value as { input?: { job?: unknown; prompt?: unknown } };
      if (input?.job !== 'captions') return;
      prompts.push(input.prompt);
      if (deaths === 0) return;
      deaths -= 1;
      child.kill();
    };
    return { ...child, port: { ...child.port, send } };
  };
}

async function record(settings: object, deaths = 0) {
  const prompts: unknown[] = [];
  const core = openTestCore(undefined, { spawnEngine: mortal(deaths, prompts) });
  const { api } = core.connect();
  await api.settings.update({ speechModel: 'nano-en', ...settings });
  const heard: Caption[] = [];
  /** What kept captions from coming, as it was told each time. */
  const troubles: unknown[] = [];
  api.speech.captioned(({ captions, trouble }) => {
    heard.push(...captions);
    troubles.push(trouble);
  });
  const tracks = ['microphone' as const, 'system' as const];
  const { meetingId } = await api.recorder.start({ title: 'Live', tracks, sampleRate: RATE });
  // A recording that no window holds ends after a while.
  void api.recorder.hold({ meetingId }).catch(() => undefined);
  let frames = 0;
  const append = async (data: Uint8Array<ArrayBuffer>) => {
    ({ frames } = await api.recorder.append({ meetingId, frame: frames, data }));
  };
  const say = (second: number) => append(chunk(second * RATE, 2 * RATE));
  const logged = async (text: string) => (await api.logs.list({ text })).items;
  const endings = () => logged('live captions ended');
  const waits = () => logged('live captions wait for a model');
  const crashes = async () =>
    (await api.diagnostics.metrics()).counters.find(({ name }) => name === 'engine crashes')?.value ?? 0;
  return {
    api,
    meetingId,
    heard,
    troubles,
    prompts,
    append,
    say,
    endings,
    waits,
    crashes,
    frames: () => frames,
  };
}

const finals = (captions: readonly Caption[]) => captions.filter(({ isFinal }) => isFinal);
const textOf = (captions: readonly Caption[]) => captions.map(({ text }) => text).join(' ');

test('what is said while it is recorded is read along, and none of it is kept', async () => {
  // Of the names this model is told those alone that are in its script.
  const vocabulary = 'Ольга, Anna, 東京';
  const { api, meetingId, heard, prompts, append, say } = await record({ liveCaptions: true, vocabulary });
  // The devices are tried before the first word is read.
  await api.speech.devices();
  for (let second = 0; second < SECONDS; second += 2) {
    await say(second);
    if (second === 2) await until('the first words', () => textOf(finals(heard)).includes('joining'));
  }
  // On a busy machine the last words were read once only: what comes after them makes them final.
  let length = SECONDS;
  await until('the last words', async () => {
    if (textOf(finals(heard)).includes('updates')) return true;
    await setTimeout(1000);
    await append(new Uint8Array(2 * RATE * 4));
    length += 2;
    return false;
  });
  expect(new Set(prompts)).toEqual(new Set(['Anna']));
  const final = finals(heard);
  expect(wordErrors(textOf(final).replace(/updates.*/s, 'updates'), SAID)).toBeLessThan(0.3);
  expect(final.map(({ startMs }) => startMs)).toEqual(
    final.map(({ startMs }) => startMs).toSorted((a, b) => a - b),
  );
  expect(heard.every(({ startMs, endMs }) => endMs >= startMs && endMs <= length * 1000)).toBe(true);

  await api.recorder.stop({ meetingId });
  expect((await api.audio.get({ meetingId })).audio?.durationMs).toBe(length * 1000);
});

test('without the setting, and in silence, nothing is read', async () => {
  const off = await record({ liveCaptions: false });
  for (let second = 0; second < 6; second += 2) await off.say(second);
  const on = await record({ liveCaptions: true });
  for (let second = 0; second < 40; second += 2) await on.append(new Uint8Array(2 * RATE * 4));
  // What the engine is asked for now comes after whatever the captions asked for.
  await on.api.speech.devices();
  await on.api.diagnostics.readiness();
  expect([...off.heard, ...on.heard]).toEqual([]);
});

test('without a model the recording goes on, and captions come once there is one', async () => {
  const { api, meetingId, heard, troubles, say, endings, waits, frames } = await record({
    liveCaptions: true,
    speechModel: 'none',
  });
  for (let second = 0; second < 6; second += 2) await say(second);
  await until('it is told', () => troubles.length >= 2);
  expect(new Set(troubles)).toEqual(new Set(['no_model']));
  expect(await waits()).toMatchObject([{ level: 'warn' }]);
  expect(heard).toEqual([]);
  await api.settings.update({ speechModel: 'nano-en' });
  await say(6);
  await until('the first words', () => heard.length > 0);
  expect(troubles.at(-1)).toBe(null);
  expect(frames()).toBe(8 * RATE);
  await api.recorder.stop({ meetingId });
  expect(await waits()).toHaveLength(1);
  expect(await endings()).toEqual([]);
});

test('captions outlive two deaths of the engine', async () => {
  const { heard, troubles, say, endings, crashes } = await record({ liveCaptions: true }, 2);
  let second = 0;
  for (const deaths of [1, 2]) {
    await say(second);
    await until('it died', async () => (await crashes()) === deaths);
    second += 2;
  }
  await say(second);
  await until('the first words', () => heard.length > 0);
  expect(new Set(troubles)).toEqual(new Set([null]));
  expect(await endings()).toEqual([]);
});

test('after three deaths without a word between captions end and say so, and the recording goes on', async () => {
  const { api, meetingId, heard, troubles, say, endings, crashes, frames } = await record(
    { liveCaptions: true },
    Infinity,
  );
  let second = 0;
  for (; !troubles.includes('failed'); second += 2) {
    await say(second);
    await until('it died', async () => (await crashes()) > second / 2 || troubles.includes('failed'));
  }
  expect(await crashes()).toBe(3);
  // A window that is opened now learns of it too.
  const told = troubles.length;
  await say(second);
  await until('it is told again', () => troubles.length > told);
  expect(troubles.at(-1)).toBe('failed');
  expect(await crashes()).toBe(3);
  expect(await endings()).toMatchObject([{ level: 'warn', fields: { code: 'engine_crashed' } }]);
  expect(frames()).toBe((second + 2) * RATE);
  expect(heard).toEqual([]);
  await api.recorder.stop({ meetingId });
});
