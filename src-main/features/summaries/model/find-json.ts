const thinking = '(?:think|thinking|thoughts?|reasoning|reflection)';
/** How models mark what they think, and that they have thought: as Qwen and DeepSeek, as Mistral, as gpt-oss. */
const marks = new RegExp(
  `(<${thinking}>|\\[THINK\\]|<\\|channel\\|>(?:analysis|commentary))|</${thinking}>|\\[/THINK\\]|<\\|channel\\|>final`,
  'gi',
);
/** All that stands in JSON outside of strings. */
const sign = /[\s{}[\]:,\d.+\-Etrufalsen]/;
const closers: Record<string, string> = { '{': '}', '[': ']' };
/** A text of nothing but braces would be looked through for hours. */
const MOST_SIGNS = 5_000_000;

interface Found {
  start: number;
  end: number;
  /** Of one that is cut off: what is whole of it, if anything is. */
  value: object | undefined;
  isWhole: boolean;
}

/** How far JSON goes from there, or how far it may be JSON. */
function scan(text: string, start: number) {
  const open: string[] = [];
  let isInString = false;
  let whole = '';
  for (let at = start; at < text.length; at += 1) {
    const own = text.charAt(at);
    if (isInString) {
      if (own === '\\') at += 1;
      else if (own === '"') isInString = false;
    } else if (own === '"') isInString = true;
    else if (own in closers) open.push(closers[own] ?? '');
    else if (own === '}' || own === ']') {
      if (open.pop() !== own) return { end: at, json: '', is: 'other' };
      if (open.length === 0) return { end: at + 1, json: text.slice(start, at + 1), is: 'whole' };
      if (own === '}') whole = `${text.slice(start, at + 1)}${open.toReversed().join('')}`;
    } else if (!sign.test(own)) return { end: at, json: '', is: 'other' };
  }
  return { end: text.length, json: whole, is: 'cut' };
}

function parsed(json: string): object | undefined {
  if (json === '') return undefined;
  try {
    return JSON.parse(json) as object;
  } catch {
    return undefined;
  }
}

/** The outermost objects of a text, whatever stands between them. */
function objectsIn(text: string): Found[] {
  const found: Found[] = [];
  let signs = 0;
  for (let start = text.indexOf('{'); start >= 0 && signs < MOST_SIGNS;) {
    const { end, json, is } = scan(text, start);
    const value = parsed(json);
    const isObject = value !== undefined || (is === 'cut' && json === '');
    if (isObject) found.push({ start, end, value, isWhole: is === 'whole' });
    signs += end - start;
    start = text.indexOf('{', isObject ? end : start + 1);
  }
  return found;
}

/** Where the answer stands: behind the last thought, and before one that did not end. */
function spokenPart(text: string, objects: readonly Found[]): { from: number; to: number } {
  let [from, to] = [0, text.length];
  for (const { index, 0: mark, 1: opening } of text.matchAll(marks)) {
    // Somebody may have talked about them.
    if (objects.some(({ start, end }) => index >= start && index < end)) continue;
    if (opening === undefined) [from, to] = [index + mark.length, text.length];
    else to = Math.min(to, index);
  }
  return { from, to };
}

/** What a model says, without what it thinks. */
export function spoken(said: string): string {
  const { from, to } = spokenPart(said, objectsIn(said));
  return said.slice(from, to);
}

/** The last object of an answer that has one of these keys. Of one that is cut off, what is whole of it. */
export function findJson(said: string, keys: readonly string[]): { value: unknown; isWhole: boolean } {
  const objects = objectsIn(said);
  const { from, to } = spokenPart(said, objects);
  const answers = objects.filter(({ start, value }) => start >= from && start < to && value !== undefined);
  const found =
    answers.findLast(({ value = {} }) => keys.some((key) => Object.hasOwn(value, key))) ??
    // Nothing of what was asked for.
    answers.findLast(({ value = {} }) => Object.keys(value).length === 0);
  return { value: found?.value, isWhole: found?.isWhole === true };
}
