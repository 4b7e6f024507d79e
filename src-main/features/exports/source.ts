import type { Bookmark } from '../../contract/bookmarks.ts';
import type { ExportOptions } from '../../contract/exports.ts';
import type { Meeting } from '../../contract/meetings.ts';
import type { Speaker } from '../../contract/speaker.ts';
import type { Summary } from '../../contract/summaries.ts';
import type { Guard, Segment, Transcript } from '../../contract/transcripts.ts';

/** In milliseconds; where there is no sound and no file says it, as long as what is said. */
export function lengthOf({ meeting, segments }: Pick<Source, 'meeting' | 'segments'>): number | null {
  return meeting.durationMs ?? endOf(segments);
}

/** null: nothing is said. */
export const endOf = (segments: readonly { endMs: number }[]): number | null =>
  segments.length === 0 ? null : segments.reduce((last, { endMs }) => Math.max(last, endMs), 0);

/** All there is to write of a meeting, as the other features keep it. */
export interface Source {
  meeting: Meeting;
  bookmarks: Bookmark[];
  speakers: Speaker[];
  /** null: none was made, or it is to be left out. */
  transcript: Transcript | null;
  segments: Segment[];
  guards: Guard[];
  summary: Summary | null;
  /** When each segment begins that the summary may rest on: those of its own transcript. */
  starts: ReadonlyMap<string, number>;
}

/** Where they are not to be named: nobody speaks in it, and nobody in particular has anything to do. */
export function asNamed(source: Source, { speakers }: Pick<ExportOptions, 'speakers'>): Source {
  if (speakers) return source;
  const { summary } = source;
  const actions = summary?.content.actions.map((action) => ({ ...action, who: null })) ?? [];
  return {
    ...source,
    speakers: [],
    segments: source.segments.map((segment) => ({ ...segment, speakerId: null })),
    summary: summary && { ...summary, content: { ...summary.content, actions } },
  };
}
