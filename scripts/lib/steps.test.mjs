import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { npmSteps, withoutProgress } from './npm-steps.mjs';
import { createSteps, duration } from './steps.mjs';

function record(isTTY) {
  const stream = { isTTY, columns: 40, text: '', write: (text) => (stream.text += text) };
  return stream;
}

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

test.each([
  [400, '0 s'],
  [59_400, '59 s'],
  [59_600, '1 min 00 s'],
  [128_000, '2 min 08 s'],
])('%d ms read %s', (ms, words) => {
  expect(duration(ms)).toBe(words);
});

test('without a terminal there are plain lines, and few of them', () => {
  const stream = record(false);
  const steps = createSteps(stream);
  steps.begin('Getting');
  steps.note('12 fetched');
  vi.advanceTimersByTime(65_000);
  steps.begin('Compiling');
  vi.advanceTimersByTime(5_000);
  steps.end();
  expect(steps.total()).toBe('1 min 10 s');
  expect(stream.text.split('\n')).toEqual([
    '  Getting …',
    '  Getting … 30 s, 12 fetched',
    '  Getting … 1 min 00 s, 12 fetched',
    '  Getting: 1 min 05 s',
    '  Compiling …',
    '  Compiling: 5 s',
    '',
  ]);
  expect(vi.getTimerCount()).toBe(0);
});

test('on a terminal one line counts on, no wider than the terminal, and stays with its time', () => {
  const stream = record(true);
  const steps = createSteps(stream);
  steps.begin('Getting');
  steps.note('x'.repeat(100));
  vi.advanceTimersByTime(3_000);
  steps.end();
  const shown = stream.text.split('\r\x1b[K').slice(1);
  expect(shown.slice(0, 2)).toEqual(['  Getting … 0 s', `  Getting … 1 s, ${'x'.repeat(22)}`]);
  expect(shown.at(-1)).toBe('  Getting: 3 s\n');
  for (const line of shown) expect(line.length).toBeLessThan(40);
  expect(vi.getTimerCount()).toBe(0);
});

const npmLines = [
  'npm info using npm@11.19.1',
  'npm http fetch GET 200 https://registry.npmjs.org/react/-/react-19.3.1.tgz 53ms',
  'npm http fetch GET 200 https://registry.npmjs.org/vite/-/vite-8.3.8.tgz 80ms (cache miss)',
  'npm info run node@24.21.0 preinstall node_modules/node node installArchSpecificPackage',
  'npm info run smart-whisper@0.8.1 install node_modules/smart-whisper node-gyp rebuild',
  'npm http fetch GET 200 https://registry.npmjs.org/late/-/late-1.0.0.tgz 9ms',
  'npm info run node@24.21.0 preinstall { code: 0, signal: null }',
  'npm info run smart-whisper@0.8.1 install { code: 0, signal: null }',
  'npm error something',
  '',
].join('\n');

test('what npm writes becomes steps, however it is cut into pieces', () => {
  for (const size of [1, 7, npmLines.length]) {
    const told = [];
    const onText = npmSteps({ begin: (name) => told.push(name), note: (text) => told.push(text) });
    for (let at = 0; at < npmLines.length; at += size) onText(npmLines.slice(at, at + size));
    // How many there are belongs to the step that gets them.
    expect(told).toEqual([
      'Getting the packages',
      '1 fetched',
      '2 fetched',
      'Compiling the speech engine',
      'Finishing the packages',
    ]);
  }
  expect(withoutProgress(npmLines)).toBe('npm error something\n');
});
