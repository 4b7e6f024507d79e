import type { Written } from './types.ts';

/** Everything that is known, times in milliseconds. */
export function toJson({ title, startedAt, language, names, segments }: Written): string {
  const own = segments.map(({ startMs, endMs, speakerId, text, noSpeechProbability, words }) => {
    const speaker = names.get(speakerId ?? '') ?? null;
    return { startMs, endMs, speaker, text: text.trim(), noSpeechProbability, words };
  });
  const value = { title, startedAt: new Date(startedAt).toISOString(), language, segments: own };
  return `${JSON.stringify(value, null, 2)}\n`;
}
