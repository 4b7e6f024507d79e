import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import type { CustomScheme } from 'electron';
import type { MediaAnswer } from '../../core/media-range.ts';

export const ORIGIN = 'app://meetmemo';
export const PAGE = `${ORIGIN}/`;

/** A scheme of our own instead of file://, which would let a page read every file of the person's. */
export const appScheme: CustomScheme = {
  scheme: 'app',
  privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true },
};

export type Assets = ReadonlyMap<string, { body: Uint8Array; type: string }>;

/** Node says `null` for the origin of a scheme it does not know, so protocol and host are compared instead. */
export function isOwn(url: string | undefined): boolean {
  const parsed = url === undefined ? null : URL.parse(url);
  return parsed?.protocol === 'app:' && parsed.host === 'meetmemo';
}

export interface AppRequest {
  url: string;
  method: string;
  headers: Pick<Headers, 'get'>;
}

/** Same scheme and host as the page, so that the page may look into the sound it plays. */
function answerSound({ status, headers, part }: MediaAnswer, isHead: boolean): Response {
  if (!part || isHead) return new Response(null, { status, headers });
  const { path, start, end } = part;
  const body = Readable.toWeb(createReadStream(path, { start, end })) as ReadableStream<Uint8Array>;
  return new Response(body, { status, headers });
}

/** Files are looked up in a list made at start: there is no path that could lead out of it. */
export function answerFrom(
  assets: Assets,
  headers: Readonly<Record<string, string>>,
  media: (path: string, range: string | undefined) => MediaAnswer | undefined,
) {
  return ({ url, method, headers: asked }: AppRequest): Response => {
    if (method !== 'GET' && method !== 'HEAD') return new Response(null, { status: 405, headers });
    const sound = isOwn(url) ? media(new URL(url).pathname, asked.get('range') ?? undefined) : undefined;
    if (sound) return answerSound(sound, method === 'HEAD');
    const asset = isOwn(url) ? assets.get(new URL(url).pathname) : undefined;
    if (!asset) return new Response(null, { status: 404, headers });
    return new Response(new Uint8Array(asset.body), { headers: { ...headers, 'content-type': asset.type } });
  };
}
