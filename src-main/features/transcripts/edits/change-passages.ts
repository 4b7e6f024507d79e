import type { Segment } from '../../../contract/transcripts.ts';
import { checkLength } from './length.ts';
import { cutsAt, fit, retime, wordsOf, type Word } from './retime.ts';

/** What takes the place of a passage, in UTF-16 units of the text. */
export interface Passage {
  start: number;
  end: number;
  replacement: string | null;
}

/** Some words and what becomes of them; where nothing does, they stay as they are. */
interface Stretch {
  words: Word[];
  text: string;
  isChanged: boolean;
}

/**
 * A segment with other passages, in their order, in the place of its own. Only the words that these touch are looked
 * at: to compare the whole of a long text takes a hundred times as long.
 */
export function changePassages(segment: Segment, passages: readonly Passage[]): Segment {
  const old = wordsOf(segment);
  const stretches = parted(stretchesOf(segment.text, old, passages));
  const text = stretches.map((own) => own.text).join('');
  checkLength(segment.text, text);
  const words = stretches.flatMap((own) => (own.isChanged ? retime(timed(own.words), own.text) : own.words));
  // Words that are not the text do not tell where in it they stand.
  const isText = textOf(old) === segment.text;
  return { ...segment, text, words: isText ? fit(words, segment) : retime(segment, text) };
}

const textOf = (words: readonly Word[]) => words.map(({ text }) => text).join('');

function* stretchesOf(
  text: string,
  words: readonly Word[],
  passages: readonly Passage[],
): Generator<Stretch> {
  let [next, from] = [0, 0];
  for (let first = 0; from < text.length;) {
    let last = first;
    let to = from + (words[last]?.text.length ?? text.length);
    let [changed, at] = ['', from];
    for (let own = passages[next]; own && own.start < to; own = passages[++next]) {
      changed += text.slice(at, own.start) + (own.replacement ?? '');
      at = own.end;
      while (to < at) to += words[++last]?.text.length ?? text.length;
    }
    yield { words: words.slice(first, last + 1), text: changed + text.slice(at, to), isChanged: at > from };
    [first, from] = [last + 1, to];
  }
}

/** What is no word by itself any more, or not parted from its neighbour, is looked at with it. */
function parted(stretches: Iterable<Stretch>): Stretch[] {
  const all: Stretch[] = [];
  for (const own of stretches) {
    const before = all.at(-1);
    if (!before || !(before.isChanged || own.isChanged) || arePartedWords(before.text, own.text)) {
      all.push(own);
      continue;
    }
    before.words.push(...own.words);
    before.text += own.text;
    before.isChanged = true;
  }
  return all;
}

const arePartedWords = (before: string, after: string) =>
  before.trim() !== '' && after.trim() !== '' && cutsAt(before.slice(-1) + after, 1);

const timed = (words: Word[]) => {
  const startMs = words[0]?.startMs ?? 0;
  return { startMs, endMs: Math.max(startMs, words.at(-1)?.endMs ?? 0), words, text: textOf(words) };
};
