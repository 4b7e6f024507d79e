import { expect, test, vi } from 'vitest';

vi.stubGlobal('navigator', { userAgent: 'Mozilla/5.0 (X11; Linux x86_64) Chrome/140' });
vi.stubGlobal('window', { meetmemo: {} });
const { isPressed, nameOf } = await import('./keys.ts');

const none = { code: '', ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };

test.each([
  ['Mod+F', { key: 'f', ctrlKey: true }, true],
  ['Mod+F', { key: 'F', ctrlKey: true }, true],
  ['Mod+F', { key: 'f' }, false],
  ['Mod+F', { key: 'f', ctrlKey: true, shiftKey: true }, false],
  ['Mod+Shift+Z', { key: 'Z', ctrlKey: true, shiftKey: true }, true],
  ['Mod+Shift+Z', { key: 'z', ctrlKey: true }, false],
  ['Mod+,', { key: ',', ctrlKey: true }, true],
  ['Alt+R', { key: 'r', altKey: true }, true],
  ['Alt+R', { key: 'r', altKey: true, ctrlKey: true }, false],
  ['b', { key: 'B', shiftKey: true }, true],
  ['b', { key: 'b', ctrlKey: true }, false],
  ['?', { key: '?', shiftKey: true }, true],
  ['Space', { key: ' ' }, true],
  ['ArrowLeft', { key: 'ArrowLeft', altKey: true }, false],
])('%s is pressed by %j: %s', (shortcut, event, expected) => {
  expect(isPressed(shortcut, { ...none, ...event })).toBe(expected);
});

test('shortcuts are written as the system writes them', () => {
  expect(['Mod+F', 'Mod+Shift+Z', 'Alt+R', 'b', 'Space', 'ArrowLeft', 'Mod+,'].map(nameOf)).toEqual([
    'Ctrl+F',
    'Ctrl+⇧+Z',
    'Alt+R',
    'B',
    '␣',
    '←',
    'Ctrl+,',
  ]);
});
