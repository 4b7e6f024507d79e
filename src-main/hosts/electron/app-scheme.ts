import type { CustomScheme } from 'electron';

export const ORIGIN = 'app://meetmemo';
export const PAGE = `${ORIGIN}/`;

/** A scheme of our own instead of file://, which would let a page read every file of the person's. */
export const appScheme: CustomScheme = {
  scheme: 'app',
  privileges: { standard: true, secure: true, supportFetchAPI: true },
};

export type Assets = ReadonlyMap<string, { body: Uint8Array; type: string }>;

/** Node says `null` for the origin of a scheme it does not know, so protocol and host are compared instead. */
export function isOwn(url: string | undefined): boolean {
  const parsed = url === undefined ? null : URL.parse(url);
  return parsed?.protocol === 'app:' && parsed.host === 'meetmemo';
}

/** Files are looked up in a list made at start: there is no path that could lead out of it. */
export function answerFrom(assets: Assets, headers: Readonly<Record<string, string>>) {
  return ({ url, method }: { url: string; method: string }): Response => {
    if (method !== 'GET' && method !== 'HEAD') return new Response(null, { status: 405, headers });
    const asset = isOwn(url) ? assets.get(new URL(url).pathname) : undefined;
    if (!asset) return new Response(null, { status: 404, headers });
    return new Response(new Uint8Array(asset.body), { headers: { ...headers, 'content-type': asset.type } });
  };
}
