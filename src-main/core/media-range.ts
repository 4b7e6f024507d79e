import { statSync } from 'node:fs';
import type { PlayedFile } from '../features/audio/handlers.ts';
import { securityHeaders } from './web-assets.ts';

/** What to answer a player that asks for a part of a file, or for all of it. */
export interface MediaAnswer {
  status: 200 | 206 | 404 | 416;
  headers: Record<string, string>;
  /** The first byte and the last; none: an answer without a body. */
  part: { path: string; start: number; end: number } | undefined;
}

/** One range, as players ask for it. More than one, or what can't be read, is answered with the whole file. */
function parseRange(
  range: string | undefined,
  size: number,
): { start: number; end: number } | 'all' | 'none' {
  const [, from = '', to = ''] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(range ?? '') ?? [];
  if (from === '' && to === '') return 'all';
  const start = from === '' ? Math.max(0, size - Number(to)) : Number(from);
  const end = from === '' || to === '' ? size - 1 : Math.min(Number(to), size - 1);
  return start <= end && start < size ? { start, end } : 'none';
}

export function answerMedia(file: PlayedFile | undefined, range: string | undefined): MediaAnswer {
  const size = file && statSync(file.path, { throwIfNoEntry: false })?.size;
  if (!file || !size) return { status: 404, headers: { ...securityHeaders }, part: undefined };
  const headers = { ...securityHeaders, 'accept-ranges': 'bytes', 'content-type': file.mediaType };
  const wanted = parseRange(range, size);
  if (wanted === 'none') {
    return {
      status: 416,
      headers: { ...headers, 'content-range': `bytes */${String(size)}` },
      part: undefined,
    };
  }
  const { start, end } = wanted === 'all' ? { start: 0, end: size - 1 } : wanted;
  const length = { 'content-length': String(end - start + 1) };
  const part = { path: file.path, start, end };
  if (wanted === 'all') return { status: 200, headers: { ...headers, ...length }, part };
  const contentRange = `bytes ${String(start)}-${String(end)}/${String(size)}`;
  return { status: 206, headers: { ...headers, ...length, 'content-range': contentRange }, part };
}
