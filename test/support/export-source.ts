import { randomUUID } from 'node:crypto';
import type { ExportOptions } from '../../src-main/contract/exports.ts';
import type { Summary } from '../../src-main/contract/summaries.ts';
import type { Source } from '../../src-main/features/exports/source.ts';

export interface Said {
  text: string;
  /** A place in the list of names. */
  by?: number;
  startMs?: number;
  endMs?: number;
  unsure?: readonly string[];
}

interface Made {
  title?: string;
  notes?: string;
  names?: readonly string[];
  said?: readonly Said[];
  language?: string;
}

export const allParts: ExportOptions = {
  parts: ['summary', 'actions', 'notes', 'transcript'],
  ...{ times: true, speakers: true, marks: false, paper: 'a4', language: 'en' },
};

const SEGMENT_MS = 4000;

/** A meeting as an export is given it, of these words. */
export function exportSource({
  title = 'Budget',
  notes = '',
  names = [],
  said = [],
  language = 'en',
}: Made): Source {
  const meetingId = randomUUID();
  const startedAt = Date.UTC(2026, 10, 21, 9);
  const speakers = names.map((name, at) => {
    return { id: randomUUID(), meetingId, name, number: at + 1, colour: at % 8, track: null };
  });
  const segments = said.map(({ text, by, unsure = [], startMs, endMs }, at) => {
    const from = startMs ?? at * SEGMENT_MS;
    const words = text.match(/\s*\S+/g) ?? [];
    return {
      id: randomUUID(),
      startMs: from,
      endMs: endMs ?? from + SEGMENT_MS - 200,
      speakerId: by === undefined ? null : (speakers[by]?.id ?? null),
      text,
      noSpeechProbability: 0.1,
      words: words.map((word) => {
        return {
          text: word,
          startMs: from,
          endMs: from + 100,
          probability: unsure.includes(word.trim()) ? 0.2 : 0.9,
        };
      }),
    };
  });
  const meeting = {
    ...{ id: meetingId, title, startedAt, folderId: null, tags: [], excerpt: '', people: [], peopleCount: 0 },
    ...{
      audio: null,
      durationMs: null,
      openGuards: 0,
      isUnfinished: false,
      createdAt: 0,
      updatedAt: 0,
      trashedAt: null,
      revision: 1,
    },
    notes,
  };
  const transcript = {
    ...{
      id: randomUUID(),
      meetingId,
      version: 1,
      state: 'complete' as const,
      isChosen: true,
      isEdited: false,
    },
    ...{
      language,
      wordCount: 1,
      confidence: 0.9,
      openGuards: 0,
      createdAt: startedAt,
      completedAt: startedAt,
    },
    provenance: {
      ...{ engine: 'whisper.cpp', device: 'CPU', modelId: 'nano-en', modelName: 'Nano' },
      ...{ modelSha256: '', appVersion: '0.0.0', options: {} },
    },
  };
  const starts = new Map(segments.map(({ id, startMs }) => [id, startMs]));
  return { meeting, bookmarks: [], speakers, transcript, segments, guards: [], summary: null, starts };
}

/** With a summary that rests on the first segments. */
export function withSummary(source: Source, text = 'The launch moves to Tuesday.'): Source {
  const cited = source.segments.slice(0, 2).map(({ id }) => id);
  const claim = (words: string, support: 'found' | 'unsupported' = 'found') => {
    return { text: words, citations: cited, support };
  };
  const summary: Summary = {
    ...{ id: randomUUID(), meetingId: source.meeting.id, transcriptId: source.transcript?.id ?? '' },
    ...{ version: 1, state: 'complete', isChosen: true, isEdited: false, isStale: false },
    ...{ createdAt: 0, completedAt: 0 },
    content: {
      overview: [claim('They spoke about the launch.')],
      topics: [{ title: 'Costs', points: [claim('It costs ten million.', 'unsupported')] }],
      decisions: [claim(text)],
      actions: [
        { ...claim('Send the report'), who: 'David', when: 'by Thursday' },
        { ...claim('Write the guide'), who: null, when: null },
      ],
      questions: [claim('Who pays?')],
    },
    provenance: {
      ...{ method: 'quick', modelId: null, modelName: null, modelSha256: null, device: null },
      ...{ templateId: 'general', templateName: 'General', language: 'en', length: 'medium', parts: 1 },
      ...{ contextTokens: null, promptTokens: null, appVersion: '0.0.0' },
    },
  };
  return { ...source, summary };
}
