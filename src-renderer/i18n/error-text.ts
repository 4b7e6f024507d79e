import type { ExportOptions } from '../../src-main/contract/exports.ts';
import { downloadFailures, serverFailures } from '../../src-main/contract/failures.ts';
import type { ErrorCode, ErrorDetails, ErrorShape } from '../../src-main/rpc/errors.ts';
import { text, type Text } from './translate.ts';

const MEGABYTE = 1024 ** 2;

/** What a file would be made of, and a meeting does not have. */
export const lacksText = ([first, ...others]: ExportOptions['parts']): Text =>
  text(first === undefined || others.length > 0 ? 'exports.none.several' : `exports.none.${first}`);

/** What an error says to a person: what its code says, or more exactly what its details know. */
export function errorText({ code, details }: Pick<ErrorShape, 'code' | 'details'>): Text {
  const { lacks } = details;
  if (Array.isArray(lacks)) return lacksText(lacks as ExportOptions['parts']);
  return roomText(code, details) ?? failureText(code, details) ?? text(`error.${code}`);
}

function roomText(code: ErrorCode, { free, needed, kept }: ErrorDetails): Text | undefined {
  if (code !== 'disk_full' || typeof free !== 'number' || typeof needed !== 'number') return undefined;
  const room = { free: Math.max(0, Math.floor(free / MEGABYTE)), needed: Math.ceil(needed / MEGABYTE) };
  if (typeof kept !== 'number' || kept === 0) return text('error.noRoom', room);
  return text('error.noRoomKept', { ...room, kept: Math.ceil(kept / MEGABYTE) });
}

function failureText(code: ErrorCode, { reason, status }: ErrorDetails): Text | undefined {
  const values: Text['values'] = typeof status === 'number' ? { status } : {};
  if (code === 'server_failed') {
    const why = serverFailures.find((known) => known === reason);
    return why && { key: `error.server_failed.${why}`, values };
  }
  const why = code === 'network_failed' && downloadFailures.find((known) => known === reason);
  return why ? { key: `error.network_failed.${why}`, values } : undefined;
}
