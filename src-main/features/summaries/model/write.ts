import * as v from 'valibot';
import { SummaryContent } from '../../../contract/summaries.ts';
import { AppError } from '../../../rpc/errors.ts';
import { claimsOf } from '../claims.ts';
import type { Desk, Material, Writer, Written } from '../parts.ts';
import { createCiting } from './cite.ts';
import { createCutter } from './cut.ts';
import { forgotten, join } from './join.ts';
import type { LanguageModel } from './language-model.ts';
import { mergePrompt, notesLines, partPrompt, shortId, systemPrompt } from './prompt.ts';
import { readAnswer, wordsSoFar } from './read-answer.ts';
import { schemaFor } from './shape.ts';

/** Of the context an answer may take a quarter, and no more than this. */
const LONGEST_ANSWER = 3072;
/** Line ends between what is counted by itself. */
const MARGIN = 16;
/** A part of fewer tokens is not taken apart any more. */
const LEAST_PART = 64;
/** Where most of the context is taken by instructions, there is none left to read with. */
const LEAST_WINDOW = 128;
/** To find the words is to look through all of them, and a server tells each token. */
const SHOW_MS = 50;
/** Of the way to a summary; the rest is merging. */
const READING = 0.9;
/** Of what a claim rests on, so much is told when notes are merged. */
const TOLD_IDS = 8;

const Whole = v.pipe(v.number(), v.integer(), v.minValue(0));
const Position = v.object({
  /** Where to read on. */
  at: v.object({ segment: Whole, offset: Whole }),
  /** How many tokens the next part may have. */
  window: v.number(),
  /** Of the parts that were read, and of those that were merged. */
  notes: v.array(SummaryContent),
  merged: v.array(SummaryContent),
  parts: Whole,
  promptTokens: Whole,
  cutShort: Whole,
});

const fresh: v.InferOutput<typeof Position> = {
  ...{ at: { segment: 0, offset: 0 }, window: Infinity, notes: [], merged: [] },
  ...{ parts: 0, promptTokens: 0, cutShort: 0 },
};

const tooLong = () =>
  new AppError(
    'prompt_too_long',
    'The instructions of this summary are too long for the context of this language model.',
  );

/** A language model reads a transcript part by part, and merges the notes that it made of them. */
export function modelWriter(open: (signal: AbortSignal) => Promise<LanguageModel>): Writer {
  return { write: async (material, desk) => write(await open(desk.signal), material, desk) };
}

async function write(model: LanguageModel, material: Material, desk: Desk): Promise<Written> {
  const { segments, brief } = material;
  const { signal } = desk;
  const language = brief.language ?? material.language;
  const kept = v.safeParse(Position, desk.position);
  const state = kept.success ? kept.output : { ...fresh };
  const { cited } = createCiting(segments);
  const placeOf = new Map(segments.map(({ id }, place) => [id, place]));

  const system = systemPrompt(brief, language);
  const schema = schemaFor(brief.sections, brief.length);
  const maxTokens = Math.min(LONGEST_ANSWER, Math.floor(model.contextTokens / 4));
  const room = model.contextTokens - maxTokens - MARGIN;
  const count = async (texts: readonly string[]) => {
    desk.alive();
    return model.count(texts, signal);
  };

  let shownAt = -Infinity;
  function show(text: string): void {
    desk.alive();
    if (performance.now() - shownAt < SHOW_MS) return;
    desk.show(wordsSoFar(text));
    shownAt = performance.now();
  }

  /** undefined: the prompt is longer than there is room for. */
  async function ask(user: string, offered: readonly number[]) {
    const tokens = (await count([system, user])).reduce((sum, own) => sum + own, 0);
    if (tokens > room) return undefined;
    const said = await model.complete({ system, user, schema, maxTokens, signal, onText: show });
    state.promptTokens += tokens;
    const { answer, isWhole } = readAnswer(said);
    return { content: cited(answer, offered), isWhole };
  }

  const written = (content: SummaryContent): Written => ({
    content,
    provenance: {
      ...{ method: model.method, modelId: model.id, modelName: model.name, modelSha256: model.sha256 },
      ...{ device: model.device, language, parts: state.parts, contextTokens: model.contextTokens },
      ...{ promptTokens: state.promptTokens, ...(state.cutShort > 0 && { cutShort: state.cutShort }) },
    },
  });

  /** All that was noted, where no merging made it shorter. */
  function joined(contents: readonly SummaryContent[]): SummaryContent {
    const { content, left } = join(contents);
    state.cutShort += left;
    return content;
  }

  const letters = segments.map(({ text }) => text.length);
  const total = letters.reduce((sum, own) => sum + own, 0);
  const share = () => {
    const read = letters.slice(0, state.at.segment).reduce((sum, own) => sum + own, state.at.offset);
    const toMerge = Math.max(0, state.notes.length + state.merged.length - 1);
    const isRead = state.at.segment >= segments.length;
    return isRead ? 1 - (1 - READING) * (toMerge / state.parts) : READING * (read / total);
  };
  /** A draft costs a look at all of the transcript: after 1, 2, 4, 8 … parts. */
  const isTimeForDraft = () => Number.isInteger(Math.log2(state.parts));

  async function readParts(): Promise<void> {
    const [{ part }, frame] = await Promise.all([
      createCutter(segments, count),
      count([system, partPrompt([], false)]),
    ]);
    const full = room - frame.reduce((sum, own) => sum + own, 0);
    if (full < LEAST_WINDOW) throw tooLong();
    while (state.at.segment < segments.length) {
      let window = Math.min(full, state.window);
      for (;;) {
        const { lines, places, end } = await part(state.at, window);
        const isAll = state.parts === 0 && end.segment >= segments.length;
        const got = await ask(partPrompt(lines, isAll), places);
        // An answer that was cut off has lost something: the same with less to say.
        const smaller = Math.floor(got ? window / 2 : window * 0.9);
        if (got && (got.isWhole || smaller < LEAST_PART)) {
          if (!got.isWhole) state.cutShort += 1;
          const notes = isEmpty(got.content) ? state.notes : [...state.notes, got.content];
          Object.assign(state, { at: end, parts: state.parts + 1, notes });
          break;
        }
        if (smaller < LEAST_PART) throw tooLong();
        window = smaller;
      }
      state.window = Math.round(window * 1.5);
      desk.keep(state, share(), isTimeForDraft() ? written(join(state.notes).content) : undefined);
    }
  }

  const idsOf = (citations: readonly string[]) =>
    citations
      .slice(0, TOLD_IDS)
      .map((id) => shortId(placeOf.get(id) ?? 0))
      .join(', ');

  /** As many notes as there is room for become one; where there is none for two, they are put one after the other. */
  async function mergeSome(): Promise<void> {
    const texts = state.notes.map((one) => notesLines(one, idsOf));
    const sizes = await count(texts);
    let take = 0;
    for (let used = 0; take < sizes.length; take += 1) {
      used += (sizes[take] ?? 0) + MARGIN;
      if (used > room) break;
    }
    for (; take >= 2; take = Math.floor(take / 2)) {
      const taken = state.notes.slice(0, take);
      const offered = [...new Set(taken.flatMap(citationsIn))].flatMap((id) => placeOf.get(id) ?? []);
      const got = await ask(
        mergePrompt(texts.slice(0, take)),
        offered.sort((one, other) => one - other),
      );
      // To have forgotten everything is no merging.
      if (!got?.isWhole || isEmpty(got.content)) continue;
      const { content: before } = join(taken);
      const merged = joined([got.content, forgotten(before, got.content)]);
      Object.assign(state, { notes: state.notes.slice(take), merged: [...state.merged, merged] });
      return;
    }
    const merged = [...state.merged, joined(state.notes.slice(0, 2))];
    Object.assign(state, { notes: state.notes.slice(2), merged });
  }

  const hasWords = segments.some(({ text }) => text.trim() !== '');
  if (hasWords) await readParts();
  while (state.notes.length + state.merged.length > 1) {
    if (state.notes.length < 2)
      Object.assign(state, { notes: [...state.merged, ...state.notes], merged: [] });
    await mergeSome();
    desk.keep(state, share());
  }
  const content = joined([...state.merged, ...state.notes]);
  if (state.cutShort > 0 && isEmpty(content))
    throw new AppError('engine_unavailable', 'This language model gave no answer that could be read.');
  return written(content);
}

const isEmpty = (content: SummaryContent) => claimsOf(content).length === 0;
const citationsIn = (content: SummaryContent) => claimsOf(content).flatMap(({ citations }) => citations);
