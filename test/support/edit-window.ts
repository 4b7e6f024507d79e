import { isBlank } from '../../src-main/contract/common.ts';
import type { Changed } from '../../src-main/contract/edits.ts';
import type { Speaker } from '../../src-main/contract/speaker.ts';
import type { Segment, Transcript } from '../../src-main/contract/transcripts.ts';
import type { EditApi } from './edit-session.ts';

/** The text of segments, in whatever way it is divided among them. One with nothing to be seen, such as half of an emoji's joints, is none. */
export const bare = (segments: readonly { text: string }[]) =>
  segments.map(({ text }) => (isBlank(text) ? '' : text.replace(/\s+/gu, ''))).join('');

export const inOrder = <T extends { startMs: number }>(segments: Iterable<T>): T[] =>
  [...segments].sort((one, other) => one.startMs - other.startMs);

/** A window: it knows what it once read, and what it was told since and has listened to. */
export async function openWindow(api: EditApi, meetingId: string) {
  let { transcripts } = await api.transcripts.list({ meetingId });
  let speakers: readonly Speaker[] = (await api.speakers.list({ meetingId })).speakers;
  const segments = new Map<string, Map<string, Segment>>();
  for (const { id } of transcripts) {
    const read = await api.transcripts.segments({ id, limit: 5000 });
    segments.set(id, new Map(read.segments.map((segment) => [segment.id, segment])));
  }
  const unheard: Changed[] = [];
  api.edits.changed((changed) => unheard.push(changed));
  return {
    api,
    /** Where the person is. */
    at: '',
    get transcripts() {
      return transcripts;
    },
    get speakers() {
      return speakers;
    },
    of: (id: string) => inOrder(segments.get(id)?.values() ?? []),
    listen(): void {
      for (const changed of unheard.splice(0)) {
        ({ transcripts, speakers } = changed);
        for (const { transcriptId, removed, put } of changed.segments) {
          const own = segments.get(transcriptId);
          for (const id of removed) own?.delete(id);
          for (const segment of put) own?.set(segment.id, segment);
        }
      }
    },
  };
}
export type EditWindow = Awaited<ReturnType<typeof openWindow>>;

/** What is wrong with a version as a window knows it. */
export function* problemsOf(window: EditWindow, version: Transcript): Generator<string> {
  const speakers = new Set<string | null>([null, ...window.speakers.map((own) => own.id)]);
  const segments = window.of(version.id);
  for (const [index, { startMs, endMs, text, speakerId, words }] of segments.entries()) {
    const next = segments[index + 1];
    if (startMs > endMs) yield `${text}: ends before it begins`;
    if (next && (next.startMs <= startMs || next.startMs < endMs))
      yield `${text}: the next one begins within it`;
    if (text.trim() === '') yield 'a blank segment';
    if (words.map((word) => word.text).join('') !== text) yield `${text}: ${JSON.stringify(words)}`;
    if (words.some((word) => word.text.trim() === '')) yield `${text}: a blank word`;
    if (!speakers.has(speakerId)) yield `${text}: an unknown speaker`;
    let at = startMs;
    for (const word of words) {
      if (word.startMs < at || word.endMs < word.startMs || word.endMs > endMs)
        yield `${text}: ${word.text} is out of order`;
      at = word.startMs;
    }
  }
  const words = segments.flatMap((own) => own.words);
  const sum = words.reduce((total, { probability }) => total + probability, 0);
  if (version.wordCount !== words.length) yield `${version.wordCount} words instead of ${words.length}`;
  if (Math.abs((version.confidence ?? 0) - sum / Math.max(words.length, 1)) > 1e-6) yield 'wrong confidence';
}
