import { expect, onTestFinished, test, vi } from 'vitest';

const systems = {
  linux: 'Mozilla/5.0 (X11; Linux x86_64) Chrome/140',
  mac: 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Chrome/140',
};

async function platformOn(system: keyof typeof systems, where: 'tab' | 'app window' | 'electron') {
  vi.stubGlobal('navigator', { userAgent: systems[system] });
  vi.stubGlobal('window', { meetmemo: where === 'electron' ? {} : undefined });
  vi.stubGlobal('matchMedia', (query: string) => ({
    matches: where === 'app window' && query === '(display-mode: standalone)',
  }));
  onTestFinished(() => {
    vi.unstubAllGlobals();
    vi.resetModules();
  });
  return import('./platform.ts');
}

test.each([
  ['linux', 'tab', 'Alt+N'],
  ['linux', 'app window', 'Ctrl+N'],
  ['linux', 'electron', 'Ctrl+N'],
  ['mac', 'tab', '⌃⌥N'],
  ['mac', 'electron', '⌘N'],
] as const)('on %s in a window of kind %s a new meeting is %s', async (system, where, key) => {
  expect((await platformOn(system, where)).newMeetingKey).toBe(key);
});

const none = { key: 'n', code: 'KeyN', ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };

test('what types a letter is left alone', async () => {
  const linux = await platformOn('linux', 'tab');
  expect(linux.isAlt('N', { ...none, altKey: true })).toBe(true);
  expect(linux.isAlt('N', { ...none, key: 'ń', altKey: true, ctrlKey: true })).toBe(false);
  expect(linux.isAlt('N', { ...none, code: 'KeyB', key: 'b', altKey: true })).toBe(false);
  expect(linux.isAlt('N', none)).toBe(false);
  vi.resetModules();
  const mac = await platformOn('mac', 'tab');
  expect(mac.isAlt('N', { ...none, key: '˜', altKey: true, ctrlKey: true })).toBe(true);
  expect(mac.isAlt('N', { ...none, key: '˜', altKey: true })).toBe(false);
});
