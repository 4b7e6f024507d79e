import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readWav } from './wav.ts';

const resources = join(import.meta.dirname, '../../resources');

/** Knows the words of the sample meeting and some like them. */
export const nanoModel = join(resources, 'models/nano-en/ggml-nano-en.bin');
export const sampleMeeting = join(resources, 'sample/sample-meeting.wav');

interface Line {
  speaker: string;
  text: string;
  start: number;
  end: number;
}

export const sampleScript = () =>
  JSON.parse(readFileSync(join(resources, 'sample/sample-meeting.json'), 'utf8')) as Line[];

export function samplePcm(): Float32Array {
  const [samples = new Int16Array()] = readWav(sampleMeeting).channels;
  return Float32Array.from(samples, (sample) => sample / 32_768);
}

const wordsOf = (text: string) => text.toLowerCase().match(/[a-z']+/g) ?? [];

/** The share of words wrong, missing or too many. */
export function wordErrors(heard: string, said: string): number {
  const words = wordsOf(said);
  let distances = words.map((_, index) => index + 1);
  for (const [row, word] of wordsOf(heard).entries()) {
    let diagonal = row;
    let left = row + 1;
    distances = distances.map((above, column) => {
      left = Math.min(left + 1, above + 1, diagonal + (words[column] === word ? 0 : 1));
      diagonal = above;
      return left;
    });
  }
  return (distances.at(-1) ?? 0) / words.length;
}

export interface Chunk {
  pcm: Float32Array;
  text: string;
}

const RATE = 16_000;

/** The sample meeting cut in the pauses between its lines, each chunk at most so long. */
export function sampleChunks(maxSeconds: number): Chunk[] {
  const pcm = samplePcm();
  const script = sampleScript();
  const chunks: Chunk[] = [];
  let from = 0;
  let lines: Line[] = [];
  for (const [index, line] of script.entries()) {
    lines.push(line);
    const next = script[index + 1];
    if (next && next.end - from <= maxSeconds) continue;
    const to = next ? (line.end + next.start) / 2 : pcm.length / RATE;
    const text = lines.map((own) => own.text).join(' ');
    chunks.push({ pcm: pcm.slice(Math.round(from * RATE), Math.round(to * RATE)), text });
    from = to;
    lines = [];
  }
  return chunks;
}
