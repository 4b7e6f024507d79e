import { expect, test } from 'vitest';
import type { Recording } from '../../../src-main/contract/recorder.ts';
import { barMessage } from './bar-message.ts';
import { clock } from '../player/clock.ts';
import { readPreferences } from './preferences.ts';
import { calm, stageOf, type RecorderState } from './state.ts';

const recording: Recording = {
  meetingId: '00000000-0000-0000-0000-000000000000',
  state: 'recording',
  tracks: ['microphone', 'system'],
  sampleRate: 48_000,
  frames: 0,
  durationMs: 0,
};
const own: RecorderState = { ...calm, own: 'recording', recording, heardAt: 0, endings: [], over: [] };
const said = (change: Partial<RecorderState>) => barMessage({ ...own, ...change })?.text.key ?? null;

test.each<[Partial<RecorderState>, string | null]>([
  [{}, null],
  [{ silent: ['system'] }, 'recorder.silent.system'],
  [{ silent: ['microphone', 'system'] }, 'recorder.silent.both'],
  [{ own: 'paused', silent: ['system'] }, 'recorder.paused'],
  [{ lost: ['microphone'] }, 'recorder.lost.microphone'],
  [{ own: 'paused', lost: ['system', 'microphone'] }, 'recorder.lostAll.both'],
  [
    { own: 'paused', lost: ['system'], recording: { ...recording, tracks: ['system'] } },
    'recorder.lostAll.system',
  ],
  [{ link: 'away', lost: ['microphone'] }, 'recorder.away'],
  [{ link: 'full', silent: ['system'] }, 'recorder.full'],
  [{ own: 'stopping', link: 'away' }, 'recorder.stoppingAway'],
  [{ isStalled: true, silent: ['system'] }, 'recorder.stalled'],
  [{ missing: { ms: 900, atMs: 0, why: 'away' } }, null],
  [{ missing: { ms: 9000, atMs: 0, why: 'asleep' } }, 'recorder.missing.asleep'],
  [{ own: 'no' }, 'recorder.elsewhere'],
  [{ own: 'no', recording: { ...recording, state: 'lost' } }, 'recorder.windowGone'],
  [{ recording: null }, null],
])('of %j the worst is said', (change, key) => {
  expect(said(change)).toBe(key);
});

test('lengths read as on a clock', () => {
  expect([0, 999, 7000, 765_000, 3_765_999].map(clock)).toEqual(['0:00', '0:00', '0:07', '12:45', '1:02:45']);
});

test.each([null, '', 'junk', '[]', '{"choice":"camera","microphone":3,"cleanUp":"yes"}'])(
  'of the preferences %j nothing is believed',
  (stored) => {
    expect(readPreferences(stored ?? '{}')).toEqual({
      choice: 'microphone',
      microphone: null,
      cleanUp: false,
    });
  },
);

test('the meeting of a recording is told whether it is recorded, rests or is over', () => {
  const { meetingId } = recording;
  const stage = (change: Partial<RecorderState>) => stageOf({ ...own, ...change }, meetingId);
  expect(stage({})).toBe('recording');
  expect(stage({ own: 'paused' })).toBe('paused');
  expect(stage({ own: 'no', recording: { ...recording, state: 'paused' } })).toBe('paused');
  expect(stage({ own: 'no', recording: { ...recording, state: 'lost' } })).toBe('paused');
  expect(stage({ own: 'no', recording: null, over: [meetingId] })).toBe('over');
  // It ended with its window, and another one has gone on with it.
  expect(stage({ over: [meetingId] })).toBe('recording');
  // Nothing has been heard of it yet.
  expect(stage({ own: 'no', recording: null })).toBe('recording');
});
