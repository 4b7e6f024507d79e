import { expect, test } from 'vitest';
import type { Caption } from '../../../src-main/contract/speech.ts';
import { mergeCaptions } from './merge-captions.ts';

const line = (startMs: number, text: string, isFinal = false): Caption => ({
  startMs,
  endMs: startMs + 1000,
  text,
  isFinal,
});

test('what may still change is replaced, what is settled stays', () => {
  const first = mergeCaptions([], [line(0, 'Good'), line(900, 'mor')]);
  const second = mergeCaptions(first, [line(0, 'Good morning', true), line(1000, 'every')]);
  const third = mergeCaptions(second, [line(1000, 'everyone')]);
  expect(third.map(({ text }) => text)).toEqual(['Good morning', 'everyone']);
});

test('a settled line that is sent once more is there once', () => {
  const settled = line(0, 'Good morning', true);
  expect(mergeCaptions([settled], [settled, line(1000, 'all')])).toHaveLength(2);
});
