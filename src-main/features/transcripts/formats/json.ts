import type { Written } from './types.ts';

/** Everything that is known, times in milliseconds. */
export function toJson({ title, startedAt, language, segments }: Written): string {
  const own = segments.map(({ startMs, endMs, text, noSpeechProbability, words }) => {
    return { startMs, endMs, text: text.trim(), noSpeechProbability, words };
  });
  const value = { title, startedAt: new Date(startedAt).toISOString(), language, segments: own };
  return `${JSON.stringify(value, null, 2)}\n`;
}
