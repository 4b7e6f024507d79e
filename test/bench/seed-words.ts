import { randomUUID } from 'node:crypto';
import { createMeetings } from '../../src-main/features/meetings/changes.ts';
import { openLibrary } from '../../src-main/storage/library.ts';
import { migrations } from '../../src-main/storage/migrations/index.ts';
import { randomFrom } from '../support/random.ts';

const HOUR = 3_600_000;
const SEGMENT_WORDS = 15;
const BATCH = 100;
const VOCABULARY = 40_000;
const DRAWS = 2 ** 20;

const random = randomFrom(7);
const sounds = [
  'b',
  'd',
  'f',
  'g',
  'k',
  'l',
  'm',
  'n',
  'p',
  'r',
  's',
  't',
  'v',
  'st',
  'tr',
  'pr',
  'sch',
  'w',
];
const vowels = ['a', 'e', 'i', 'o', 'u', 'ei', 'ou', 'ä'];
const syllable = () => `${sounds[random(sounds.length)] ?? ''}${vowels[random(vowels.length)] ?? ''}`;

/** Words as in a language: the frequent ones are short, many begin alike, and the next is ever rarer. */
function makeVocabulary(): string[] {
  const words = new Set<string>();
  while (words.size < VOCABULARY) {
    const syllables = 1 + random(2) + Math.floor(Math.log10(1 + words.size / 20));
    words.add(Array.from({ length: syllables }, syllable).join(''));
  }
  return [...words];
}

/** Draws by Zipf's law, looked up in a table: fifty million draws must not take minutes. */
function makeDraw(): () => number {
  const weights = Array.from({ length: VOCABULARY }, (_, rank) => 1 / (rank + 3));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  const table = new Uint32Array(DRAWS);
  let [rank, reached] = [0, (weights[0] ?? 0) / sum];
  for (let place = 0; place < DRAWS; place += 1) {
    while (reached < place / DRAWS && rank < VOCABULARY - 1) reached += (weights[(rank += 1)] ?? 0) / sum;
    table[place] = rank;
  }
  return () => table[random(DRAWS)] ?? 0;
}

/** A library of meetings in which so many words each are said, past the core. Returns its words, the frequent ones first. */
export function seedWords(home: string, meetings: number, words: number): string[] {
  const vocabulary = makeVocabulary();
  const stored = vocabulary.map((word) => `[" ${word}",0,0,0.9]`);
  const draw = makeDraw();
  const some = (count: number) => Array.from({ length: count }, () => vocabulary[draw()] ?? '').join(' ');
  const library = openLibrary({ home, migrations });
  const { db } = library;
  for (let first = 0; first < meetings; first += BATCH) {
    db.transaction(() => {
      const drafts = Array.from({ length: Math.min(BATCH, meetings - first) }, (_, index) => ({
        title: some(4),
        startedAt: 1_500_000_000_000 + (((first + index) * 7919) % meetings) * HOUR,
        notes: some(40),
      }));
      for (const meetingId of createMeetings(db, drafts)) seedTranscript(meetingId);
    });
  }
  library.close();
  return vocabulary;

  function seedTranscript(meetingId: string): void {
    const id = randomUUID();
    db.run(
      `INSERT INTO transcripts (id, meeting_seq, version, state, is_chosen, provenance, created_at)
       SELECT ?, seq, 1, 'complete', 1, '{}', 0 FROM meetings WHERE id = ?`,
      ...[id, meetingId],
    );
    for (let segment = 0; segment * SEGMENT_WORDS < words; segment += 1) {
      const ranks = Array.from({ length: SEGMENT_WORDS }, draw);
      db.run(
        'INSERT INTO segments (id, transcript_id, start_ms, end_ms, text, words) VALUES (?, ?, ?, ?, ?, ?)',
        ...[randomUUID(), id, segment * 5000, segment * 5000 + 4900],
        ranks.map((rank) => vocabulary[rank]).join(' '),
        `[${ranks.map((rank) => stored[rank]).join(',')}]`,
      );
    }
  }
}
