import { AppError } from './errors.ts';

/**
 * Messages as text, or, where they hold bytes, as one binary frame:
 * header length (4 bytes, little endian) · header (JSON) · the bytes one after another.
 * The header lists where each run of bytes belongs, so no value of a person's can be mistaken for a marker.
 */
type Path = (string | number)[];
interface Header {
  message: unknown;
  bytes: { path: Path; length: number }[];
}

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { fatal: true });

function lift(value: unknown, path: Path, found: { path: Path; data: Uint8Array }[]): unknown {
  if (value instanceof Uint8Array) {
    found.push({ path, data: value });
    return null;
  }
  if (Array.isArray(value)) return value.map((item, index) => lift(item, [...path, index], found));
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [key, lift(item, [...path, key], found)]),
    );
  }
  return value;
}

function holdsBytes(value: unknown): boolean {
  if (value instanceof Uint8Array) return true;
  return typeof value === 'object' && value !== null && Object.values(value).some(holdsBytes);
}

export function encode(message: unknown): string | Uint8Array<ArrayBuffer> {
  if (!holdsBytes(message)) return JSON.stringify(message);
  const found: { path: Path; data: Uint8Array }[] = [];
  const lifted = lift(message, [], found);
  const header: Header = {
    message: lifted,
    bytes: found.map(({ path, data }) => ({ path, length: data.length })),
  };
  const head = encoder.encode(JSON.stringify(header));
  const frame = new Uint8Array(4 + head.length + found.reduce((sum, { data }) => sum + data.length, 0));
  new DataView(frame.buffer).setUint32(0, head.length, true);
  frame.set(head, 4);
  let offset = 4 + head.length;
  for (const { data } of found) {
    frame.set(data, offset);
    offset += data.length;
  }
  return frame;
}

function broken(): AppError {
  return new AppError('invalid_input', 'The message can not be read.');
}

/** Puts bytes back. Walks own properties only, so that a path through a prototype is refused. */
function put(message: unknown, path: Path, data: Uint8Array): void {
  let holder: unknown = message;
  for (const [depth, key] of path.entries()) {
    if (typeof holder !== 'object' || holder === null || !Object.hasOwn(holder, key)) throw broken();
    const record = holder as Record<string | number, unknown>;
    if (depth === path.length - 1) {
      if (record[key] !== null) throw broken();
      Object.defineProperty(record, key, {
        value: data,
        writable: true,
        enumerable: true,
        configurable: true,
      });
      return;
    }
    holder = record[key];
  }
  throw broken();
}

function isHeader(value: unknown): value is Header {
  return (
    typeof value === 'object' &&
    value !== null &&
    'message' in value &&
    'bytes' in value &&
    Array.isArray(value.bytes) &&
    value.bytes.every(
      (item: unknown) =>
        typeof item === 'object' &&
        item !== null &&
        'path' in item &&
        Array.isArray(item.path) &&
        'length' in item &&
        Number.isSafeInteger(item.length) &&
        (item.length as number) >= 0,
    )
  );
}

export function decode(frame: string | Uint8Array): unknown {
  try {
    if (typeof frame === 'string') return JSON.parse(frame) as unknown;
    const view = new DataView(frame.buffer, frame.byteOffset, frame.byteLength);
    const headEnd = 4 + view.getUint32(0, true);
    if (headEnd > frame.length) throw broken();
    const header: unknown = JSON.parse(decoder.decode(frame.subarray(4, headEnd)));
    if (!isHeader(header)) throw broken();
    let offset = headEnd;
    for (const { path, length } of header.bytes) {
      if (offset + length > frame.length) throw broken();
      put(header.message, path, frame.slice(offset, offset + length));
      offset += length;
    }
    if (offset !== frame.length) throw broken();
    return header.message;
  } catch {
    throw broken();
  }
}
