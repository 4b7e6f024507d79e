import { expect, test } from 'vitest';
import type { Job } from '../../contract/jobs.ts';
import { jobLine, showJob } from './job-lines.ts';
import { readJobsCommand } from './jobs.ts';

const job: Job = {
  ...{
    id: 'id-1',
    kind: 'transcribe',
    meetings: 1,
    meetingId: 'm',
    title: 'Talk\u202E\n',
    state: 'running',
    priority: 0,
  },
  ...{ attempts: 1, doneMs: 31_000, totalMs: 100_000, msLeft: 65_000, retryAt: null },
  ...{ createdAt: 1, startedAt: 1, endedAt: null, error: null },
};
const error = { code: 'no_model', message: 'No model is there.', details: {} };

test('a job is one line with its id, and a title in it can not move the cursor', () => {
  expect(jobLine(job)).toBe('id-1  Talk??: 31 %, 1:05 left\n');
  expect(jobLine({ ...job, state: 'failed', error })).toBe(
    'id-1  Talk??: failed: No model is there. [no_model]\n',
  );
  expect(jobLine({ ...job, state: 'cancelled' })).toContain(
    'The first 0:31 of 1:40 are kept; meetmemo jobs retry id-1',
  );
  expect(jobLine({ ...job, state: 'cancelled', doneMs: 0 })).toContain('Nothing was transcribed yet.');
});

test('an export that was stopped says what is there of it, be it files or a zip', () => {
  const stopped: Job = { ...job, kind: 'export', state: 'cancelled' };
  expect(jobLine(stopped)).toContain('Files that were whole are kept, a zip that was not is gone;');
  expect(jobLine({ ...stopped, doneMs: 0 })).toContain('Nothing was written yet.');
});

const written = (isTTY: boolean) => {
  let text = '';
  const output = { isTTY, columns: 24, write: (more: string) => (text += more) };
  const lines = showJob(output);
  for (const doneMs of [0, 1000, 11_000, 12_000, 99_000]) lines.show({ ...job, title: 'Talk', doneMs });
  lines.end({ ...job, title: 'Talk', state: 'done' });
  return text;
};

test('a pipe gets a line for each tenth, a terminal one line that changes', () => {
  expect(written(false)).toBe(
    ['0 %', '10 %', '90 %', 'done'].map((state) => `Transcribing Talk: ${state}\n`).join(''),
  );
  const live = written(true);
  expect(live.split('\n')).toHaveLength(2);
  expect(live).toMatch(/\r\u001b\[KTranscribing Talk: done\n$/);
  expect(live.split('\r').every((line) => line.length <= 24 + 4)).toBe(true);
});

test('the words after jobs', () => {
  expect(readJobsCommand([])).toMatchObject({ command: 'list' });
  expect(readJobsCommand(['move', 'a', 'b'])).toEqual({ command: 'move', id: 'a', before: 'b' });
  for (const words of [['cancel'], ['list', 'a'], ['pause', 'a'], ['toString'], ['retry', 'a', 'b']])
    expect(readJobsCommand(words)).toBeUndefined();
});
