import { setTimeout } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { Caption } from '../../src-main/contract/speech.ts';
import { openTestCore } from '../support/open-test-core.ts';
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

async function record(settings: object) {
  const core = openTestCore();
  const { api } = core.connect();
  await api.settings.update({ speechModel: 'nano-en', ...settings });
  const heard: Caption[] = [];
  api.speech.captioned(({ captions }) => heard.push(...captions));
  const tracks = ['microphone' as const, 'system' as const];
  const { meetingId } = await api.recorder.start({ title: 'Live', tracks, sampleRate: RATE });
  // A recording that no window holds ends after a while.
  void api.recorder.hold({ meetingId }).catch(() => undefined);
  let frames = 0;
  const append = async (data: Uint8Array<ArrayBuffer>) => {
    ({ frames } = await api.recorder.append({ meetingId, frame: frames, data }));
  };
  return { core, api, meetingId, heard, append, frames: () => frames };
}

const finals = (captions: readonly Caption[]) => captions.filter(({ isFinal }) => isFinal);
const textOf = (captions: readonly Caption[]) => captions.map(({ text }) => text).join(' ');

test('what is said while it is recorded is read along, and none of it is kept', async () => {
  const { api, meetingId, heard, append } = await record({ liveCaptions: true });
  // The devices are tried before the first word is read.
  await api.speech.devices();
  for (let second = 0; second < SECONDS; second += 2) {
    await append(chunk(second * RATE, 2 * RATE));
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
  for (let second = 0; second < 6; second += 2) await off.append(chunk(second * RATE, 2 * RATE));
  const on = await record({ liveCaptions: true });
  for (let second = 0; second < 40; second += 2) await on.append(new Uint8Array(2 * RATE * 4));
  // What the engine is asked for now comes after whatever the captions asked for.
  await on.api.speech.devices();
  await on.api.diagnostics.readiness();
  expect([...off.heard, ...on.heard]).toEqual([]);
});

test('captions that fail end with a line in the log, and the recording goes on', async () => {
  const { api, meetingId, heard, append, frames } = await record({ liveCaptions: true, speechModel: 'none' });
  for (let second = 0; second < 6; second += 2) await append(chunk(second * RATE, 2 * RATE));
  const entry = await until(
    'the line',
    async () => (await api.logs.list({ text: 'live captions ended' })).items[0],
  );
  expect(entry).toMatchObject({ level: 'warn', fields: { code: 'no_model' } });
  await append(chunk(6 * RATE, 2 * RATE));
  expect(frames()).toBe(8 * RATE);
  await api.recorder.stop({ meetingId });
  expect((await api.logs.list({ text: 'live captions ended' })).items).toHaveLength(1);
  expect(heard).toEqual([]);
});
