/** Smaller gaps are jitter, or rounding in the container. */
const GAP_SECONDS = 0.1;
/** Where the header says how long the sound is, no gap reaches beyond that. */
const SLACK_SECONDS = 1;
/** Silence that is filled in takes its time: all of it may be so much longer than what is heard, and no gap alone. */
const MOST_SILENCE_SECONDS = 3600;

export interface Timeline {
  /** How many seconds of silence belong before a frame that says when it starts. */
  gapBefore(stated: number | null): number;
  /** Counts what was decoded or filled in. */
  advance(seconds: number): void;
}

/** Keeps decoded sound in step with the times that the file states, so that they are those of a media player. */
export function createTimeline(start: number | null, headerSeconds: number | null): Timeline {
  let origin = start;
  let position = 0;
  let silence = 0;
  const hasSilenceFor = (gap: number) =>
    gap <= MOST_SILENCE_SECONDS && silence + gap <= position - silence + MOST_SILENCE_SECONDS;
  const isPlausible = (gap: number) =>
    hasSilenceFor(gap) && (headerSeconds === null || position + gap <= headerSeconds + SLACK_SECONDS);
  return {
    gapBefore(stated) {
      if (stated === null) return 0;
      origin ??= stated;
      const gap = stated - origin - position;
      if (Math.abs(gap) <= GAP_SECONDS) return 0;
      if (gap > 0 && isPlausible(gap)) {
        silence += gap;
        return gap;
      }
      // A jump back, or to nowhere: count on from here.
      origin = stated - position;
      return 0;
    },
    advance(seconds) {
      position += seconds;
    },
  };
}
