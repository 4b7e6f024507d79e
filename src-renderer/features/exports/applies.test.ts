import { expect, test } from 'vitest';
import { exportFormats } from '../../../src-main/contract/exports.ts';
import { appliesTo, toggled } from './applies.ts';

test('what means nothing to any of the formats does not apply', () => {
  const only = (...formats: (typeof exportFormats)[number][]) => {
    const { parts, paper, has } = appliesTo(formats);
    return [parts, paper, has('times'), has('speakers'), has('marks')];
  };
  expect(only('pdf')).toEqual([true, true, true, true, true]);
  expect(only('md')).toEqual([true, false, true, true, true]);
  expect(only('srt', 'vtt')).toEqual([false, false, false, true, false]);
  expect(only('csv', 'actions')).toEqual([false, false, true, true, false]);
  expect(only('json')).toEqual([true, false, false, true, false]);
  expect(only('srt', 'docx')).toEqual([true, true, true, true, true]);
});

test('formats are chosen in their order', () => {
  expect(toggled(exportFormats, ['txt'], 'md')).toEqual(['md', 'txt']);
  expect(toggled(exportFormats, ['md', 'txt'], 'md')).toEqual(['txt']);
  expect(toggled(exportFormats, ['txt'], 'txt')).toEqual([]);
});
