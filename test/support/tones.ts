import { closeSync, ftruncateSync, openSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';

interface Tone {
  seconds?: number;
  hertz?: number;
  /** What the file says of itself, such as INAM for a title and ICRD for a date. */
  info?: Record<string, string>;
}

const RATE = 8000;

function chunk(name: string, data: Uint8Array, claimed = data.length): Buffer {
  const head = Buffer.alloc(8);
  head.write(name, 'latin1');
  head.writeUInt32LE(claimed, 4);
  return Buffer.concat([head, data, Buffer.alloc(data.length % 2)]);
}

function format(): Buffer {
  const data = Buffer.alloc(16);
  data.writeUInt16LE(1, 0);
  data.writeUInt16LE(1, 2);
  data.writeUInt32LE(RATE, 4);
  data.writeUInt32LE(RATE, 8);
  data.writeUInt16LE(1, 12);
  data.writeUInt16LE(8, 14);
  return chunk('fmt ', data);
}

function riff(parts: Buffer[], more = 0): Buffer {
  const body = Buffer.concat([Buffer.from('WAVE'), ...parts]);
  const head = Buffer.alloc(8);
  head.write('RIFF', 'latin1');
  head.writeUInt32LE(body.length + more, 4);
  return Buffer.concat([head, body]);
}

/** A real WAV file of eight bits and eight kilohertz: small, and no two tones are the same bytes. */
export function toneWav({ seconds = 0.1, hertz = 440, info = {} }: Tone = {}): Uint8Array<ArrayBuffer> {
  const samples = Buffer.alloc(Math.round(seconds * RATE));
  for (let at = 0; at < samples.length; at += 1) {
    samples[at] = 128 + Math.round(90 * Math.sin((2 * Math.PI * hertz * at) / RATE));
  }
  const said = Object.entries(info).map(([name, value]) => chunk(name, Buffer.from(`${value}\0`)));
  const list = said.length > 0 ? [chunk('LIST', Buffer.concat([Buffer.from('INFO'), ...said]))] : [];
  return new Uint8Array(riff([format(), ...list, chunk('data', samples)]));
}

export function writeTone(folder: string, name: string, tone: Tone = {}): string {
  const path = join(folder, name);
  writeFileSync(path, toneWav(tone));
  return path;
}

/** As many small files as asked for, in the order of their names, each with a sound of its own. */
export function writeTones(folder: string, count: number, from = 0): string[] {
  return Array.from({ length: count }, (_, index) =>
    writeTone(folder, `take ${String(from + index + 1)}.wav`, { hertz: 100 + (from + index) * 3 }),
  );
}

/** Hours of sound that take no room on the disk. */
export function writeLongWav(path: string, seconds: number): string {
  const bytes = seconds * RATE;
  const head = riff([format(), chunk('data', Buffer.alloc(0), bytes)], bytes);
  const file = openSync(path, 'w');
  writeSync(file, head);
  ftruncateSync(file, head.length + bytes);
  closeSync(file);
  return path;
}
