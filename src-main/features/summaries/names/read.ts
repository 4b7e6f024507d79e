import * as v from 'valibot';
import { AppError } from '../../../rpc/errors.ts';
import { createCutter, type Place } from '../model/cut.ts';
import type { LanguageModel } from '../model/language-model.ts';
import { partPrompt } from '../model/prompt.ts';
import { findJson } from '../model/find-json.ts';
import type { Said } from '../parts.ts';
import { Answer, schema, system, type Told } from './shape.ts';
import type { Clue } from './types.ts';
import { createVerifying } from './verify.ts';

const LONGEST_ANSWER = 1024;
/** Line ends between what is counted by itself. */
const MARGIN = 16;
/** Where most of the context is taken by what is asked, there is none left to read with. */
const LEAST_WINDOW = 128;

/** How far it has come, and what it found up to there. */
export interface Reading {
  at: Place;
  clues: Clue[];
}

interface Desk {
  signal: AbortSignal;
  alive(): void;
  keep(reading: Reading): void;
}

function toldIn(said: string): Told[] {
  try {
    return v.parse(Answer, findJson(said, ['names']).value).names;
  } catch {
    return [];
  }
}

/** A language model looks for the names of those who have none, part by part; what it says is looked up. */
export async function readNames(
  model: LanguageModel,
  segments: readonly Said[],
  unnamed: readonly string[],
  { signal, alive, keep }: Desk,
  from: Reading = { at: { segment: 0, offset: 0 }, clues: [] },
): Promise<Clue[]> {
  const labels = new Map(unnamed.map((id, index) => [id, `Voice ${index + 1}`]));
  const told = segments.map((own) => ({ ...own, speaker: labels.get(own.speakerId ?? '') ?? own.speaker }));
  const verify = createVerifying(segments, new Map([...labels].map(([id, label]) => [label, id])));
  const count = (texts: readonly string[]) => {
    alive();
    return model.count(texts, signal);
  };
  const sum = async (texts: readonly string[]) => (await count(texts)).reduce((all, own) => all + own, 0);

  const maxTokens = Math.min(LONGEST_ANSWER, Math.floor(model.contextTokens / 4));
  const room = model.contextTokens - maxTokens - MARGIN;
  const { part } = await createCutter(told, count);
  const full = room - (await sum([system, partPrompt([], false)]));
  let reading = from;
  for (let window = full; reading.at.segment < segments.length;) {
    if (window < LEAST_WINDOW)
      throw new AppError('too_long', 'The context of this language model is too short to find names with.');
    const { lines, end } = await part(reading.at, window);
    const user = partPrompt(lines, false);
    if ((await sum([system, user])) > room) {
      window = Math.floor(window * 0.9);
      continue;
    }
    const said = await model.complete({ system, user, schema, maxTokens, signal, onText: alive });
    const found = toldIn(said).flatMap((own) => verify(own) ?? []);
    reading = { at: end, clues: [...reading.clues, ...found] };
    keep(reading);
    window = full;
  }
  return reading.clues;
}
