import type { MediaAccessPermissionRequest, Session, WebRequest } from 'electron';
import { isOwn, PAGE } from './app-scheme.ts';

interface Preventable {
  preventDefault(): void;
}
type Navigation = Preventable & { readonly url: string; readonly isMainFrame: boolean };

export interface GuardedContents {
  on(event: 'will-frame-navigate', listener: (details: Navigation) => void): unknown;
  on(event: 'will-redirect', listener: (details: Preventable) => void): unknown;
  on(event: 'will-attach-webview', listener: (event: Preventable) => void): unknown;
  setWindowOpenHandler(handler: (details: { url: string }) => { action: 'deny' }): void;
  setWebRTCIPHandlingPolicy(policy: 'disable_non_proxied_udp'): void;
}

const isOutside = (url: string) => ['http:', 'https:', 'mailto:'].includes(URL.parse(url)?.protocol ?? '');

/** Nothing is shown but our one page, which may only load itself anew. A link in notes opens outside, in the person's browser. */
export function guardContents(contents: GuardedContents, openOutside: (url: string) => void): void {
  const prevent = (event: Preventable) => {
    event.preventDefault();
  };
  // Fires for the main frame too, where will-navigate would repeat it.
  contents.on('will-frame-navigate', (details) => {
    if (!details.isMainFrame || details.url !== PAGE) details.preventDefault();
  });
  contents.on('will-redirect', prevent);
  contents.on('will-attach-webview', prevent);
  contents.setWindowOpenHandler(({ url }) => {
    if (isOutside(url)) openOutside(url);
    return { action: 'deny' };
  });
  // WebRTC's packets pass by every other fence here.
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
}

export type GuardedSession = Pick<
  Session,
  | 'setPermissionRequestHandler'
  | 'setPermissionCheckHandler'
  | 'setDevicePermissionHandler'
  | 'setDisplayMediaRequestHandler'
  | 'setSpellCheckerEnabled'
> & { readonly webRequest: Pick<WebRequest, 'onBeforeRequest'> };

/** The microphone, the system's sound and copying for our page, and nothing else for anybody; no request leaves the machine. */
export function guardSession(session: GuardedSession, onRefused: () => void): void {
  session.setPermissionRequestHandler((_contents, permission, callback, details) => {
    const { mediaTypes = [], securityOrigin = details.requestingUrl }: MediaAccessPermissionRequest = details;
    const audioOnly = mediaTypes.length > 0 && mediaTypes.every((type) => type === 'audio');
    const fromPage = details.isMainFrame && isOwn(details.requestingUrl) && isOwn(securityOrigin);
    const isSound = (permission === 'media' || permission === 'display-capture') && audioOnly;
    callback(fromPage && (permission === 'clipboard-sanitized-write' || isSound));
  });
  session.setPermissionCheckHandler((_contents, permission, origin, { isMainFrame, mediaType = 'audio' }) => {
    // Before it asks about the microphone itself, Electron asks once without a media type: refused, no microphone.
    const isSound = (permission === 'media' || permission === 'display-capture') && mediaType === 'audio';
    return (isSound || permission === 'clipboard-sanitized-write') && isMainFrame && isOwn(origin);
  });
  // The system's sound and never its picture. Nor is the system asked what there is to capture: on Linux that opens a dialog.
  session.setDisplayMediaRequestHandler(({ securityOrigin, audioRequested, videoRequested }, callback) => {
    callback(isOwn(securityOrigin) && audioRequested && !videoRequested ? { audio: 'loopback' } : null);
  });
  session.setDevicePermissionHandler(() => false);
  // Its dictionaries would be fetched.
  session.setSpellCheckerEnabled(false);
  session.webRequest.onBeforeRequest(({ url }, callback) => {
    const local = isOwn(url) || /^(devtools|blob|data):/.test(url);
    if (!local) onRefused();
    callback({ cancel: !local });
  });
}
