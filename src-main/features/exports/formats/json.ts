import type { ExportOptions } from '../../../contract/exports.ts';
import type { MeetingFile } from '../../../contract/meeting-file.ts';
import type { Claim, SummaryContent } from '../../../contract/summaries.ts';
import { asNamed, lengthOf, type Source } from '../source.ts';

type Content = NonNullable<MeetingFile['summary']>['content'];

/** A meeting as `MeetingFile` says, with places in lists where the library has ids. */
export function fileOf(whole: Source, options: Pick<ExportOptions, 'parts' | 'speakers'>): MeetingFile {
  const source = asNamed(whole, options);
  const { meeting, bookmarks, speakers, transcript, segments, guards, summary } = source;
  const speakerPlaces = new Map(speakers.map(({ id }, place) => [id, place]));
  const has = (part: ExportOptions['parts'][number]) => options.parts.includes(part);
  // What is not in the file can't be cited.
  const cited = has('transcript') ? segments : [];
  const segmentPlaces = new Map(cited.map(({ id }, place) => [id, place]));
  return {
    format: 'meetmemo-meeting',
    formatVersion: 1,
    title: meeting.title,
    startedAt: meeting.startedAt,
    durationMs: lengthOf(source),
    tags: meeting.tags,
    notes: has('notes') ? meeting.notes : '',
    bookmarks: has('notes') ? bookmarks.map(({ atMs, note, createdAt }) => ({ atMs, note, createdAt })) : [],
    speakers: speakers.map(({ name, number, colour, track }) => ({ name, number, colour, track })),
    transcript:
      transcript && has('transcript')
        ? {
            ...pick(transcript),
            language: transcript.language,
            provenance: transcript.provenance,
            segments: segments.map(({ startMs, endMs, speakerId, text, noSpeechProbability, words }) => {
              const speaker = speakerPlaces.get(speakerId ?? '') ?? null;
              return { startMs, endMs, speaker, text, noSpeechProbability, words };
            }),
            guards: guards.map(({ startMs, endMs, reason, text, isSettled }) => {
              return { startMs, endMs, reason, text, isSettled };
            }),
          }
        : null,
    summary:
      summary && (has('summary') || has('actions'))
        ? {
            ...pick(summary),
            isStale: summary.isStale || (transcript !== null && transcript.id !== summary.transcriptId),
            provenance: summary.provenance,
            content: chosen(placed(summary.content, segmentPlaces), options.parts),
          }
        : null,
  };
}

const pick = <T extends { version: number; state: 'partial' | 'complete'; isEdited: boolean }>({
  version,
  state,
  isEdited,
  createdAt,
  completedAt,
}: T & { createdAt: number; completedAt: number | null }) => ({
  ...{ version, state, isEdited, createdAt, completedAt },
});

function placed(content: SummaryContent, places: ReadonlyMap<string, number>): Content {
  const claim = <T extends Claim>(own: T) => {
    const citations = own.citations.flatMap((id) => places.get(id) ?? []);
    // Without all that it rests on, nobody can find it there.
    const isFound = own.support === 'found' && citations.length === own.citations.length;
    return { ...own, citations, support: own.support === 'written' || isFound ? own.support : 'unsupported' };
  };
  return {
    overview: content.overview.map(claim),
    topics: content.topics.map(({ title, points }) => ({ title, points: points.map(claim) })),
    decisions: content.decisions.map(claim),
    actions: content.actions.map(claim),
    questions: content.questions.map(claim),
  };
}

const none: Content = { overview: [], topics: [], decisions: [], actions: [], questions: [] };

export const chosen = (content: Content, parts: readonly ExportOptions['parts'][number][]): Content => ({
  ...(parts.includes('summary') ? content : none),
  actions: parts.includes('actions') ? content.actions : [],
});

export const toJson = (source: Source, options: ExportOptions): string =>
  `${JSON.stringify(fileOf(source, options), null, 1)}\n`;
