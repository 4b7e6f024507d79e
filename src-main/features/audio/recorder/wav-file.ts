import { closeSync, fstatSync, fsyncSync, ftruncateSync, openSync, readSync, writeSync } from 'node:fs';

/** Room for the header: RIFF, a chunk that can become ds64, fmt, and the head of data. */
const HEADER = 80;
const MAX_32 = 0xffff_ffff;

/** A file over 4 GB needs RF64, whose sizes have 64 bits; a smaller one stays a WAV that everything reads. */
function header(channels: number, sampleRate: number, dataBytes: number): Buffer {
  const head = Buffer.alloc(HEADER);
  const isLarge = dataBytes + HEADER - 8 > MAX_32;
  head.write(isLarge ? 'RF64' : 'RIFF', 0, 'latin1');
  head.writeUInt32LE(isLarge ? MAX_32 : dataBytes + HEADER - 8, 4);
  head.write('WAVE', 8, 'latin1');
  head.write(isLarge ? 'ds64' : 'JUNK', 12, 'latin1');
  head.writeUInt32LE(28, 16);
  if (isLarge) {
    head.writeBigUInt64LE(BigInt(dataBytes + HEADER - 8), 20);
    head.writeBigUInt64LE(BigInt(dataBytes), 28);
    head.writeBigUInt64LE(BigInt(dataBytes / (channels * 2)), 36);
  }
  head.write('fmt ', 48, 'latin1');
  head.writeUInt32LE(16, 52);
  head.writeUInt16LE(1, 56);
  head.writeUInt16LE(channels, 58);
  head.writeUInt32LE(sampleRate, 60);
  head.writeUInt32LE(sampleRate * channels * 2, 64);
  head.writeUInt16LE(channels * 2, 68);
  head.writeUInt16LE(16, 70);
  head.write('data', 72, 'latin1');
  head.writeUInt32LE(isLarge ? MAX_32 : dataBytes, 76);
  return head;
}

function writeAll(handle: number, bytes: Uint8Array, position: number): void {
  for (let at = 0; at < bytes.length;) at += writeSync(handle, bytes, at, bytes.length - at, position + at);
}

/** A recording as it grows. Its header is brought up to date with each sync, so that the file can be played at any time. */
export function createWavFile(path: string, channels: number, sampleRate: number) {
  const handle = openSync(path, 'wx', 0o600);
  const frameBytes = channels * 2;
  let frames = 0;
  const writeHeader = () => {
    writeAll(handle, header(channels, sampleRate, frames * frameBytes), 0);
  };
  writeHeader();
  fsyncSync(handle);
  return {
    get frames() {
      return frames;
    },
    append(samples: Uint8Array): void {
      writeAll(handle, samples, HEADER + frames * frameBytes);
      frames += samples.length / frameBytes;
    },
    sync(): void {
      writeHeader();
      fsyncSync(handle);
    },
    /** A full disk must not keep the file from being closed: what is missing then, `repairWavFile` mends. */
    close(): void {
      try {
        ftruncateSync(handle, HEADER + frames * frameBytes);
        writeHeader();
        fsyncSync(handle);
      } finally {
        closeSync(handle);
      }
    },
  };
}
export type WavFile = ReturnType<typeof createWavFile>;

/** After a crash: cuts a half-written frame off and tells the header how long the file is. Returns the frames that are there. */
export function repairWavFile(path: string): number {
  const handle = openSync(path, 'r+');
  try {
    const head = Buffer.alloc(HEADER);
    if (readSync(handle, head, 0, HEADER, 0) < HEADER || head.toString('latin1', 72, 76) !== 'data') return 0;
    const channels = head.readUInt16LE(58);
    const sampleRate = head.readUInt32LE(60);
    const frames = Math.floor((fstatSync(handle).size - HEADER) / (channels * 2));
    ftruncateSync(handle, HEADER + frames * channels * 2);
    writeAll(handle, header(channels, sampleRate, frames * channels * 2), 0);
    fsyncSync(handle);
    return frames;
  } finally {
    closeSync(handle);
  }
}
