import { AppError } from '../../rpc/errors.ts';
import type { Found, Query, Wanted } from './types.ts';

const letter = '[\\p{L}\\p{N}\\p{M}_]';

function toRegExp({ text, matchCase, wholeWord, isPattern }: Query): RegExp {
  const flags = matchCase ? 'gu' : 'giu';
  const source = isPattern ? text : text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
  try {
    const pattern = new RegExp(source, flags);
    return wholeWord ? new RegExp(`(?<!${letter})(?:${source})(?!${letter})`, flags) : pattern;
  } catch {
    throw new AppError('bad_pattern', 'This is not a regular expression.');
  }
}

/** `$1`, `$<name>`, `$&` and `$$`, as everywhere else. */
function expand(template: string, match: RegExpExecArray): string {
  return template.replace(/\$(?:([$&])|(\d{1,2})|<([^>]*)>)/g, (whole, sign, number, name) => {
    if (sign === '$') return '$';
    if (sign === '&') return match[0];
    if (typeof name === 'string') return match.groups ? (match.groups[name] ?? '') : whole;
    const digits = String(number);
    const groupOf = (own: string) =>
      Number(own) > 0 && Number(own) < match.length ? (match[Number(own)] ?? '') : undefined;
    const first = groupOf(digits.slice(0, 1));
    // Where there is no tenth group, `$10` is the first one and a nought.
    return groupOf(digits) ?? (first === undefined ? whole : first + digits.slice(1));
  });
}

/** All that is found in some texts: the first of it, and how much it is. What is empty is nothing found. */
export function search(
  texts: readonly string[],
  { replacement, limit, ...query }: Wanted,
): { found: Found[]; total: number } {
  const pattern = toRegExp(query);
  const found: Found[] = [];
  let total = 0;
  for (const [index, text] of texts.entries()) {
    for (const match of text.matchAll(pattern)) {
      if (match[0] === '') continue;
      total += 1;
      if (found.length >= limit) continue;
      const own = replacement !== null && query.isPattern ? expand(replacement, match) : replacement;
      found.push({ index, start: match.index, end: match.index + match[0].length, replacement: own });
    }
  }
  return { found, total };
}
