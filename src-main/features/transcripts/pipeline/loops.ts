import { deflateSync } from 'node:zlib';

/** Ordinary speech stays below 2; OpenAI's own Whisper takes this mark too. */
const MAX_RATIO = 2.4;
/** So many words in a row, so often one after another. People do say a word five times. */
const repeats = [
  { words: 1, times: 5 },
  { words: 2, times: 4 },
  { words: 3, times: 3 },
  ...Array.from({ length: 17 }, (_, index) => ({ words: index + 4, times: 3 })),
];
/** The same in scripts without spaces, and in words without end. */
const run = /(.{1,3}?)\1{11,}|(.{4,20}?)\2{4,}/su;

/** How much smaller it becomes when it is compressed. */
export function compression(text: string): number {
  const bytes = Buffer.from(text);
  return bytes.length === 0 ? 1 : bytes.length / deflateSync(bytes).length;
}

/** Whether a model went round in a loop when it wrote this. */
export function isLoop(text: string): boolean {
  const plain = text.toLowerCase().replace(/[^\p{L}\p{N}\p{M}\s']+/gu, '');
  const words = plain.split(/\s+/).filter(Boolean);
  return compression(text) > MAX_RATIO || run.test(plain) || repeats.some((repeat) => holds(words, repeat));
}

function holds(words: readonly string[], repeat: { words: number; times: number }): boolean {
  let same = 0;
  for (let index = repeat.words; index < words.length; index += 1) {
    same = words[index] === words[index - repeat.words] ? same + 1 : 0;
    if (same === repeat.words * (repeat.times - 1)) return true;
  }
  return false;
}
