import type { DevicePermissionHandlerHandlerDetails, WebContents } from 'electron';
import { describe, expect, test, vi } from 'vitest';
import { guardContents, guardSession } from '../../src-main/hosts/electron/guards.ts';
import { fakeElectron } from '../support/fake-electron.ts';

const own = 'app://meetmemo/';

describe('the window', () => {
  const contents = fakeElectron().openContents();
  const opened: string[] = [];
  guardContents(contents, (url) => opened.push(url));

  const navigations: [url: string, isMainFrame: boolean, refused: boolean][] = [
    [own, true, false],
    [own, false, true],
    ['app://meetmemo/index.html', true, true],
    ['app://meetmemo.example/', true, true],
    ['app://elsewhere/', true, true],
    ['https://example.com/', true, true],
    ['http://127.0.0.1:8080/', true, true],
    ['file:///etc/passwd', true, true],
    ['data:text/html,hello', true, true],
    ['blob:app://meetmemo/1', true, true],
    ['javascript:alert(1)', true, true],
    ['about:blank', false, true],
  ];
  test.each(navigations)('navigation to %s (main frame: %s) is refused: %s', (url, isMainFrame, refused) => {
    expect(contents.refuses('will-frame-navigate', { url, isMainFrame })).toBe(refused);
  });

  test.each(['will-redirect', 'will-attach-webview'])('%s is refused', (name) => {
    expect(contents.refuses(name, { url: own })).toBe(true);
  });

  test('no window opens another, and only what leads to the web or to a letter is opened outside', () => {
    const outside = ['https://example.com/', 'http://example.com/', 'mailto:a@example.com'];
    const refused = [
      'file:///etc/passwd',
      'javascript:alert(1)',
      'smb://example.com/',
      'app://meetmemo/',
      'no address',
    ];
    for (const url of [...outside, ...refused])
      expect(contents.openWindow?.({ url })).toEqual({ action: 'deny' });
    expect(opened).toEqual(outside);
  });

  test('WebRTC sends nothing past the other fences', () => {
    expect(contents.webRTCPolicy).toBe('disable_non_proxied_udp');
  });
});

function guarded() {
  const { session } = fakeElectron();
  const refused = vi.fn();
  guardSession(session, refused);
  const { request, check, beforeRequest } = session;
  if (!request || !check || !beforeRequest) throw new Error('A handler is missing.');
  return { session, refused, request, check, beforeRequest };
}

describe('permissions', () => {
  const { request, check, session } = guarded();
  const page = { isMainFrame: true, requestingUrl: own, securityOrigin: own };

  const contents = fakeElectron().openContents() as unknown as WebContents;
  type Permission = Parameters<typeof request>[1];
  const others: Exclude<Permission, 'media' | 'display-capture'>[] = [
    'notifications',
    'geolocation',
    'midi',
    'midiSysex',
    'pointerLock',
    'fullscreen',
    'openExternal',
    'clipboard-read',
    'hid',
    'serial',
    'usb',
    'fileSystem',
    'local-network-access',
    'storage-access',
    'window-management',
    'idle-detection',
    'speaker-selection',
    'unknown',
  ];

  const requests: [permission: Permission, details: Parameters<typeof request>[3], granted: boolean][] = [
    ['media', { ...page, mediaTypes: ['audio'] }, true],
    ['display-capture', { ...page, mediaTypes: ['audio'] }, true],
    ['display-capture', { ...page, mediaTypes: ['audio', 'video'] }, false],
    ['display-capture', { ...page, mediaTypes: ['video'] }, false],
    ['display-capture', { ...page, mediaTypes: [] }, false],
    ['display-capture', page, false],
    ['display-capture', { ...page, isMainFrame: false, mediaTypes: ['audio'] }, false],
    ['display-capture', { ...page, requestingUrl: 'https://example.com/', mediaTypes: ['audio'] }, false],
    ['display-capture', { ...page, securityOrigin: 'https://example.com', mediaTypes: ['audio'] }, false],
    ['clipboard-sanitized-write', page, true],
    ['clipboard-sanitized-write', { ...page, isMainFrame: false }, false],
    ['clipboard-sanitized-write', { ...page, requestingUrl: 'https://example.com/' }, false],
    ['media', { isMainFrame: true, requestingUrl: own, mediaTypes: ['audio'] }, true],
    ['media', { ...page, mediaTypes: ['video'] }, false],
    ['media', { ...page, mediaTypes: ['audio', 'video'] }, false],
    ['media', { ...page, mediaTypes: [] }, false],
    ['media', page, false],
    ['media', { ...page, isMainFrame: false, mediaTypes: ['audio'] }, false],
    ['media', { ...page, requestingUrl: 'https://example.com/', mediaTypes: ['audio'] }, false],
    ['media', { ...page, securityOrigin: 'https://example.com', mediaTypes: ['audio'] }, false],
    ['media', { ...page, requestingUrl: '', mediaTypes: ['audio'] }, false],
    ...others.map((name): (typeof requests)[number] => [name, { ...page, mediaTypes: ['audio'] }, false]),
  ];
  test.each(requests)('a request for %s from %j is granted: %s', (permission, details, granted) => {
    const callback = vi.fn();
    request(contents, permission, callback, details);
    expect(callback.mock.calls).toEqual([[granted]]);
  });

  const checks: [
    permission: Permission,
    origin: string,
    details: Parameters<typeof check>[3],
    granted: boolean,
  ][] = [
    ['media', own, { ...page, mediaType: 'audio' }, true],
    ['clipboard-sanitized-write', own, page, true],
    ['clipboard-sanitized-write', 'https://example.com/', page, false],
    ['clipboard-sanitized-write', own, { ...page, isMainFrame: false }, false],
    ['media', 'app://meetmemo', { ...page, mediaType: 'audio' }, true],
    // So Electron asks first of all.
    ['media', own, page, true],
    ['display-capture', own, page, true],
    ['display-capture', own, { ...page, mediaType: 'video' }, false],
    ['display-capture', own, { ...page, isMainFrame: false }, false],
    ['display-capture', 'https://example.com/', page, false],
    ['media', own, { ...page, mediaType: 'video' }, false],
    ['media', own, { ...page, mediaType: 'unknown' }, false],
    ['media', own, { ...page, isMainFrame: false, mediaType: 'audio' }, false],
    ['media', 'https://example.com/', { ...page, mediaType: 'audio' }, false],
    ['media', '', { ...page, mediaType: 'audio' }, false],
    ['media', 'null', { ...page, mediaType: 'audio' }, false],
    ...others.map((name): (typeof checks)[number] => [name, own, page, false]),
  ];
  test.each(checks)(
    'a check of %s from %s with %j is granted: %s',
    (permission, origin, details, granted) => {
      expect(check(contents, permission, origin, details)).toBe(granted);
    },
  );

  const displays: [securityOrigin: string, audio: boolean, video: boolean, answer: unknown][] = [
    [own, true, false, { audio: 'loopback' }],
    ['app://meetmemo', true, false, { audio: 'loopback' }],
    [own, true, true, null],
    [own, false, true, null],
    ['https://example.com/', true, false, null],
    ['', true, false, null],
  ];
  test.each(displays)(
    'a request of %s for what the system plays (sound %s, picture %s) gets %j',
    (securityOrigin, audioRequested, videoRequested, answer) => {
      const callback = vi.fn();
      const asked = { frame: null, userGesture: true, securityOrigin, audioRequested, videoRequested };
      session.displayMedia?.(asked, callback);
      expect(callback.mock.calls).toEqual([[answer]]);
    },
  );

  test('no device is handed out, and no dictionary fetched', () => {
    const device = { deviceType: 'usb' } as DevicePermissionHandlerHandlerDetails;
    expect(session.device?.(device)).toBe(false);
    expect(session.spellChecker).toBe(false);
  });
});

describe('requests', () => {
  const allowed = [
    own,
    'app://meetmemo/assets/index.js',
    'devtools://devtools/bundled/x.js',
    'blob:app://meetmemo/1',
    'data:,x',
  ];
  const refusedUrls = [
    'https://example.com/',
    'http://127.0.0.1/',
    'http://localhost:5173/',
    'ws://127.0.0.1/rpc',
    'wss://example.com/',
    'file:///etc/passwd',
    'ftp://example.com/',
    'app://elsewhere/',
    'chrome-extension://abc/',
    'not a url',
  ];
  test.each(allowed)('%s passes', (url) => {
    const { beforeRequest, refused } = guarded();
    const callback = vi.fn();
    beforeRequest({ url }, callback);
    expect(callback.mock.calls).toEqual([[{ cancel: false }]]);
    expect(refused).not.toHaveBeenCalled();
  });
  test.each(refusedUrls)('%s is refused and counted', (url) => {
    const { beforeRequest, refused } = guarded();
    const callback = vi.fn();
    beforeRequest({ url }, callback);
    expect(callback.mock.calls).toEqual([[{ cancel: true }]]);
    expect(refused).toHaveBeenCalledTimes(1);
  });
});
