import { MOST_CLAIMS, type Claim } from '../../../contract/summaries.ts';
import type { Cues } from '../cues/types.ts';
import { similarity, type Vector } from './rank.ts';
import type { Sentence } from './sentences.ts';

/** With fewer words of its own a sentence only says that something is decided, or that what follows is. */
const TELLING = 2;
const ANNOUNCING = 3;
const SAME = 0.8;

function decisionAt(sentences: readonly Sentence[], place: number, cues: Cues): Sentence[] {
  const sentence = sentences[place];
  if (!sentence || sentence.isQuestion || cues.denies.test(sentence.text)) return [];
  const isAnnounced = cues.announcesDecision.test(sentence.text);
  const least = isAnnounced ? ANNOUNCING : TELLING;
  if (sentence.terms.length >= least && (isAnnounced || cues.decides.test(sentence.text))) return [sentence];
  const next = sentences[place + 1];
  return isAnnounced && next && !next.isQuestion ? [next, sentence] : [];
}

/** What was decided, each once: a sentence, and where another one announces it, that too. */
export async function decisionsIn(
  sentences: readonly Sentence[],
  vectors: readonly Vector[],
  cues: Cues,
  pause: () => Promise<void>,
): Promise<Omit<Claim, 'support'>[]> {
  const found: { text: string; citations: string[]; vector: Vector }[] = [];
  for (const place of sentences.keys()) {
    const [said, announced] = decisionAt(sentences, place, cues);
    await pause();
    if (!said) continue;
    const vector = vectors[sentences.indexOf(said)] ?? new Map<string, number>();
    const citations = [...(announced?.segments ?? []), ...said.segments];
    const same = found.find((other) => similarity(other.vector, vector) >= SAME);
    if (same) same.citations = [...same.citations, ...citations].slice(0, MOST_CLAIMS);
    else if (found.length < MOST_CLAIMS) found.push({ text: said.text, citations, vector });
  }
  return found.map(({ text, citations }) => ({ text, citations }));
}
