import type { Claim, SummaryContent } from '../../../contract/summaries.ts';
import type { Length } from '../../../contract/templates.ts';
import { createTurns } from '../../../storage/turns.ts';
import { cuesOf } from '../cues/all.ts';
import { ruledLanguage } from '../language/stop-words.ts';
import type { Desk, Material, Writer, Written } from '../parts.ts';
import { actionsIn } from './actions.ts';
import { decisionsIn } from './decisions.ts';
import { questionsIn } from './questions.ts';
import { centrality, similarity, vectorsOf, type Vector } from './rank.ts';
import { sentencesOf, turnsOf, type Sentence } from './sentences.ts';
import { titleOf, topicStarts } from './topics.ts';

const most: Record<Length, { overview: number; topics: number; points: number; questions: number }> = {
  short: { overview: 3, topics: 4, points: 1, questions: 4 },
  medium: { overview: 5, topics: 8, points: 2, questions: 10 },
  long: { overview: 9, topics: 16, points: 4, questions: 25 },
};

/** Fewer words of its own make a sentence that says little. */
const TELLING = 4;
/** Two that are as like as this say the same. */
const ALIKE = 0.5;

type Draft = Omit<Claim, 'support'>;
/** It is checked after all is written. */
const claim = <C extends Draft>(draft: C) => ({ ...draft, support: 'unsupported' as const });
const said = ({ text, segments }: Sentence): Draft => ({ text, citations: segments });

interface Read {
  sentences: readonly Sentence[];
  vectors: readonly Vector[];
  ranks: readonly number[];
}

/** The most central of these places that differ from each other, in the order of time. */
function pick({ sentences, vectors, ranks }: Read, places: readonly number[], count: number): number[] {
  const statements = places.filter((place) => sentences[place]?.isQuestion === false);
  const telling = statements.filter((place) => (sentences[place]?.terms.length ?? 0) >= TELLING);
  // What goes on from words before it is understood with them alone.
  const whole = telling.filter((place) => !/^\p{Ll}/u.test(sentences[place]?.text ?? ''));
  const chosen: number[] = [];
  const kinds = [whole, telling, statements, places];
  const best = (kinds.find((kind) => kind.length > 0) ?? []).toSorted(
    (one, other) => (ranks[other] ?? 0) - (ranks[one] ?? 0) || one - other,
  );
  for (const place of best) {
    if (chosen.length >= count) break;
    const own = vectors[place] ?? new Map<string, number>();
    if (chosen.every((other) => similarity(own, vectors[other] ?? own) < ALIKE)) chosen.push(place);
  }
  return chosen.sort((one, other) => one - other);
}

async function topicsIn(read: Read, length: Length, pause: () => Promise<void>) {
  const { sentences, vectors } = read;
  const starts = await topicStarts(vectors, most[length].topics, pause);
  const parts = starts.map((start, index) => ({ start, end: starts[index + 1] ?? sentences.length }));
  const spread = new Map<string, number>();
  for (const { start, end } of parts)
    for (const term of new Set(sentences.slice(start, end).flatMap(({ terms }) => terms)))
      spread.set(term, (spread.get(term) ?? 0) + 1);
  return parts.flatMap(({ start, end }) => {
    const own = sentences.slice(start, end);
    const places = own.map((_, index) => start + index);
    const points = pick(read, places, most[length].points).flatMap((place) => sentences[place] ?? []);
    const title = titleOf(own, spread, parts.length) || (points[0]?.words[0]?.text ?? '');
    return points.length > 0 ? [{ title, points: points.map(said).map(claim) }] : [];
  });
}

async function contentOf({ segments, language, brief }: Material, { signal }: Desk): Promise<SummaryContent> {
  const turns = createTurns();
  const pause = async () => {
    await turns();
    signal.throwIfAborted();
  };
  const ruled = ruledLanguage(
    language,
    segments.map(({ text }) => text),
  );
  const cues = ruled && cuesOf[ruled];
  const sentences: Sentence[] = [];
  for (const turn of turnsOf(segments)) {
    sentences.push(...sentencesOf(turn, ruled));
    await pause();
  }
  const vectors = vectorsOf(sentences);
  const read = { sentences, vectors, ranks: await centrality(vectors, pause) };
  const limits = most[brief.length];
  const has = new Set(brief.sections);
  const all = sentences.map((_, place) => place);

  const overview = has.has('overview') ? pick(read, all, limits.overview) : [];
  const topics = has.has('topics') ? await topicsIn(read, brief.length, pause) : [];
  const decisions = has.has('decisions') && cues ? await decisionsIn(sentences, vectors, cues, pause) : [];
  const actions = has.has('actions') && ruled && cues ? await actionsIn(sentences, cues, ruled, pause) : [];
  await pause();
  const questions = has.has('questions') ? questionsIn(sentences, cues) : [];
  const asked = questions
    .toSorted((one, other) => (read.ranks[other.place] ?? 0) - (read.ranks[one.place] ?? 0))
    .slice(0, limits.questions)
    .sort((one, other) => one.place - other.place);
  return {
    overview: overview
      .flatMap((place) => sentences[place] ?? [])
      .map(said)
      .map(claim),
    topics,
    decisions: decisions.map(claim),
    actions: actions.map(claim),
    questions: asked.map(({ text, citations }) => claim({ text, citations })),
  };
}

/** The quick summary: what is said, chosen by rules and by how central it is. No model takes part. */
export const quickWriter: Writer = {
  async write(material, desk): Promise<Written> {
    return {
      content: await contentOf(material, desk),
      provenance: {
        ...{ method: 'quick', modelId: null, modelName: null, modelSha256: null, device: null },
        language: material.language,
        ...{ parts: 1, contextTokens: null, promptTokens: null },
      },
    };
  },
};
