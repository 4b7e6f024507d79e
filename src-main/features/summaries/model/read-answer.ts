import * as v from 'valibot';
import { Answer } from './shape.ts';

const thoughts = /<(think|thinking|reasoning)>[\s\S]*?(?:<\/\1>|$)/g;
const closers: Record<string, string> = { '{': '}', '[': ']' };

/** As much of it as is whole: all, or up to the last object that was ended. */
function wholePart(text: string): { json: string; isWhole: boolean } {
  const open: string[] = [];
  let isInString = false;
  let whole = '';
  for (let at = 0; at < text.length; at += 1) {
    const sign = text.charAt(at);
    if (isInString) {
      if (sign === '\\') at += 1;
      else if (sign === '"') isInString = false;
    } else if (sign === '"') isInString = true;
    else if (sign in closers) open.push(closers[sign] ?? '');
    else if (sign === '}' || sign === ']') {
      open.pop();
      if (open.length === 0) return { json: text.slice(0, at + 1), isWhole: true };
      if (sign === '}') whole = `${text.slice(0, at + 1)}${open.toReversed().join('')}`;
    }
  }
  return { json: whole, isWhole: false };
}

/** The JSON of an answer, without what the model thought. Of one that is cut off, what is whole of it. */
export function jsonIn(said: string): { json: string; isWhole: boolean } {
  const text = said.replace(thoughts, '');
  return wholePart(text.slice(Math.max(0, text.indexOf('{'))));
}

/** What a model answered. */
export function readAnswer(said: string): { answer: Answer; isWhole: boolean } {
  const { json, isWhole } = jsonIn(said);
  try {
    return { answer: v.parse(Answer, emptyWhere(JSON.parse(json))), isWhole };
  } catch {
    return { answer: v.parse(Answer, emptyWhere({})), isWhole: false };
  }
}

/** Sections that were not asked for are not there. */
const emptyWhere = (value: unknown) => ({
  ...{ overview: [], topics: [], decisions: [], actions: [], questions: [] },
  ...(value as object),
});

const strings = /"(?:text|title)"\s*:\s*"((?:[^"\\]|\\.)*)/g;

/** The words of an answer that is still being written, for somebody who watches. */
export function wordsSoFar(said: string): string {
  const found = said.replace(thoughts, '').matchAll(strings);
  return Array.from(found, ([, inside = '']) => unescaped(inside)).join('\n');
}

function unescaped(inside: string): string {
  try {
    return JSON.parse(`"${inside}"`) as string;
  } catch {
    return inside;
  }
}
