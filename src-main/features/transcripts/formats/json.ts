import type { Written } from './types.ts';

/** Everything that is known, and where it comes from; times in milliseconds. */
export function toJson({ title, startedAt, transcript, names, segments }: Written): string {
  const { version, state, language, isEdited, createdAt, provenance } = transcript;
  const value = {
    title,
    startedAt: new Date(startedAt).toISOString(),
    ...{ version, state, language, isEdited },
    createdAt: new Date(createdAt).toISOString(),
    provenance,
    segments: segments.map(({ startMs, endMs, speakerId, text, noSpeechProbability, words }) => {
      const speaker = names.get(speakerId ?? '') ?? null;
      return { startMs, endMs, speaker, text: text.trim(), noSpeechProbability, words };
    }),
  };
  return `${JSON.stringify(value, null, 2)}\n`;
}
