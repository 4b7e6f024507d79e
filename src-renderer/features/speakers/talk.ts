import type { Segment } from '../../../src-main/contract/transcripts.ts';

export interface Talk {
  ms: number;
  /** Of all that is said, from 0 to 1. */
  share: number;
  /** The longest thing said, to know the voice by. */
  longest: Segment;
}

/** How long each speaker speaks. */
export function talkOf(segments: readonly Segment[]): ReadonlyMap<string | null, Talk> {
  const talk = new Map<string | null, Talk>();
  const lengthOf = ({ startMs, endMs }: Segment) => endMs - startMs;
  let whole = 0;
  for (const segment of segments) {
    const own = talk.get(segment.speakerId) ?? { ms: 0, share: 0, longest: segment };
    own.ms += lengthOf(segment);
    whole += lengthOf(segment);
    if (lengthOf(segment) > lengthOf(own.longest)) own.longest = segment;
    talk.set(segment.speakerId, own);
  }
  for (const own of talk.values()) own.share = whole > 0 ? own.ms / whole : 0;
  return talk;
}
