import type { ExportOptions } from '../../src-main/contract/exports.ts';
import type { ErrorShape } from '../../src-main/rpc/errors.ts';
import { text, type Text } from './translate.ts';

const MEGABYTE = 1024 ** 2;

/** What a file would be made of, and a meeting does not have. */
export const lacksText = ([first, ...others]: ExportOptions['parts']): Text =>
  text(first === undefined || others.length > 0 ? 'exports.none.several' : `exports.none.${first}`);

/** What an error says to a person. */
export function errorText({ code, details }: Pick<ErrorShape, 'code' | 'details'>): Text {
  const { free, needed, kept, lacks } = details;
  if (Array.isArray(lacks)) return lacksText(lacks as ExportOptions['parts']);
  if (code !== 'disk_full' || typeof free !== 'number' || typeof needed !== 'number')
    return text(`error.${code}`);
  const room = { free: Math.max(0, Math.floor(free / MEGABYTE)), needed: Math.ceil(needed / MEGABYTE) };
  if (typeof kept !== 'number' || kept === 0) return text('error.noRoom', room);
  return text('error.noRoomKept', { ...room, kept: Math.ceil(kept / MEGABYTE) });
}
