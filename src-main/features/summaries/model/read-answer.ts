import * as v from 'valibot';
import { sections } from '../../../contract/templates.ts';
import { findJson, spoken } from './find-json.ts';
import { Answer } from './shape.ts';

/** What a model answered. */
export function readAnswer(said: string): { answer: Answer; isWhole: boolean } {
  const { value, isWhole } = findJson(said, sections);
  return { answer: v.parse(Answer, emptyWhere(value)), isWhole };
}

/** Sections that were not asked for are not there. */
const emptyWhere = (value: unknown) => ({
  ...{ overview: [], topics: [], decisions: [], actions: [], questions: [] },
  ...(value as object | undefined),
});

const strings = /"(?:text|title)"\s*:\s*"((?:[^"\\]|\\.)*)/g;

/** The words of an answer that is still being written, for somebody who watches. */
export function wordsSoFar(said: string): string {
  const found = spoken(said).matchAll(strings);
  return Array.from(found, ([, inside = '']) => unescaped(inside)).join('\n');
}

function unescaped(inside: string): string {
  try {
    return JSON.parse(`"${inside}"`) as string;
  } catch {
    return inside;
  }
}
