import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Rectangle } from 'electron';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { placeFor, readWindowState } from '../../src-main/hosts/electron/window-state.ts';

const primary: Rectangle = { x: 0, y: 25, width: 1920, height: 1055 };
const left: Rectangle = { x: -1280, y: 0, width: 1280, height: 1024 };
const at = (x: number, y: number, width = 1000, height = 700) => ({
  bounds: { x, y, width, height },
  maximised: false,
});

describe('a place', () => {
  test('on a display is kept', () => {
    expect(placeFor(at(100, 100), [primary])).toEqual({ x: 100, y: 100, width: 1000, height: 700 });
    expect(placeFor(at(-1200, 40), [primary, left])).toEqual({ x: -1200, y: 40, width: 1000, height: 700 });
    expect(placeFor(at(1700, 1000), [primary])).toMatchObject({ x: 1700, y: 1000 });
  });

  const lost: [string, number, number][] = [
    ['on a display that is gone', -1200, 40],
    ['beyond the right edge', 1900, 100],
    ['beyond the left edge', -950, 100],
    ['above the upper edge', 100, -400],
    ['below the lower edge', 100, 1060],
    ['far away', 1e9, 1e9],
  ];
  test.each(lost)('%s is given up for the middle', (_name, x, y) => {
    expect(placeFor(at(x, y), [primary])).toEqual({ width: 1000, height: 700 });
  });

  test('larger than its display is made to fit', () => {
    expect(placeFor(at(0, 30, 5000, 4000), [primary])).toEqual({ x: 0, y: 30, width: 1920, height: 1055 });
  });

  test('is never smaller than the page can be', () => {
    expect(placeFor(at(0, 30, 10, 10), [primary])).toMatchObject({ width: 640, height: 480 });
  });

  test('without a state is the middle of the primary display', () => {
    expect(placeFor(undefined, [primary])).toEqual({ width: 1280, height: 800 });
    expect(placeFor(undefined, [{ x: 0, y: 0, width: 1024, height: 700 }])).toEqual({
      width: 1024,
      height: 700,
    });
    expect(placeFor(undefined, [])).toEqual({ width: 1280, height: 800 });
  });
});

describe('the file', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'meetmemo-window-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  const malformed = [
    '',
    '{',
    'null',
    '[]',
    '{}',
    '{"bounds":null,"maximised":false}',
    '{"bounds":{"x":0,"y":0,"width":0,"height":700},"maximised":false}',
    '{"bounds":{"x":0.5,"y":0,"width":900,"height":700},"maximised":false}',
    '{"bounds":{"x":"0","y":0,"width":900,"height":700},"maximised":false}',
    '{"bounds":{"x":0,"y":0,"width":1e300,"height":700},"maximised":false}',
    '{"bounds":{"x":0,"y":0,"width":900,"height":700},"maximised":"yes"}',
  ];
  test.each(malformed)('counts as none when it holds %j', (text) => {
    const path = join(folder, 'window.json');
    writeFileSync(path, text);
    expect(readWindowState(path)).toBeUndefined();
  });

  test('counts as none when it is missing or no file', () => {
    expect(readWindowState(join(folder, 'window.json'))).toBeUndefined();
    expect(readWindowState(folder)).toBeUndefined();
  });
});
