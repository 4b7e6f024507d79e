import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const css = readFileSync(join(import.meta.dirname, '../../src-renderer/ui/tokens.css'), 'utf8');
const themes = ['light', 'dark'] as const;

function tokenPair(name: string): { light: string; dark: string } {
  const found = new RegExp(`--${name}: light-dark\\((#[0-9a-f]{6}), (#[0-9a-f]{6})\\)`).exec(css);
  return { light: found?.[1] ?? '', dark: found?.[2] ?? '' };
}

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const part = parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(one: string, other: string): number {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

const speakers = [1, 2, 3, 4, 5, 6, 7, 8].map((number) => `speaker-${String(number)}`);
const inks = ['ink', 'ink-soft', 'ink-faint', 'accent', 'danger', 'good', ...speakers];
const papers = ['paper', 'paper-list', 'paper-side', 'float', 'accent-wash'];

test.each(inks)('%s can be read on every paper of both themes', (ink) => {
  for (const paper of papers) {
    for (const theme of themes) {
      expect(contrast(tokenPair(ink)[theme], tokenPair(paper)[theme])).toBeGreaterThanOrEqual(4.5);
    }
  }
});

test.each(themes)('the %s speaker colours differ in lightness too', (theme) => {
  const levels = speakers.map((name) => luminance(tokenPair(name)[theme]));
  expect(new Set(levels.map((level) => level.toFixed(2))).size).toBeGreaterThanOrEqual(4);
  expect(Math.max(...levels) / Math.min(...levels)).toBeGreaterThan(2);
});
