interface Said {
  startMs: number;
  endMs: number;
  speakerId: string | null;
  text: string;
}

/** What is read as one: segments of one speaker with no long pause between them. */
export interface Paragraph<S extends Said> {
  startMs: number;
  endMs: number;
  speakerId: string | null;
  /** Another one spoke before. */
  isTurn: boolean;
  segments: readonly S[];
  letters: number;
}

/** Nobody speaks for so long: a new thought. */
export const PAUSE_MS = 1200;
/** A paragraph as long as this is closed at the next segment, for the eye's sake. */
export const LONG_LETTERS = 480;

/** The same in the window and in files. `isFull`: whether one of so many letters is closed before the next segment. */
export function toParagraphs<S extends Said>(
  segments: readonly S[],
  isFull: (letters: number, next: S) => boolean = (letters) => letters >= LONG_LETTERS,
): Paragraph<S>[] {
  const paragraphs: (Paragraph<S> & { segments: S[] })[] = [];
  let last: (typeof paragraphs)[number] | undefined;
  for (const segment of segments) {
    const { startMs, endMs, speakerId, text } = segment;
    const isSame = last?.speakerId === speakerId;
    if (last && isSame && startMs - last.endMs < PAUSE_MS && !isFull(last.letters, segment)) {
      last.segments.push(segment);
      last.endMs = Math.max(last.endMs, endMs);
      last.letters += text.length;
    } else {
      last = { startMs, endMs, speakerId, isTurn: !isSame, segments: [segment], letters: text.length };
      paragraphs.push(last);
    }
  }
  return paragraphs;
}
