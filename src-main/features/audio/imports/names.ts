import { basename, extname } from 'node:path';

/** A name for people: without the ending, underscores and whatever can't be seen or turns text around. */
export function titleOf(name: string): string {
  const base = basename(name.replaceAll('\\', '/'));
  const ending = extname(base);
  const stem = /^\.[a-z0-9]{1,5}$/i.test(ending) ? base.slice(0, -ending.length) : base;
  return (
    stem
      .toWellFormed()
      .normalize('NFC')
      .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, (found) => (/^\u200d$/.test(found) ? found : ' '))
      .replace(/_/g, ' ')
      .replace(/\s+/g, ' ')
      .trim()
      .slice(0, 500)
      .replace(/[\uD800-\uDBFF]$/, '') || 'Recording'
  );
}

/** A moment that recorders and phones write into names: 2026-03-01 14.30.05, 20260301_143005, GMT20260301-143005. */
export function timeInName(name: string): number | undefined {
  const parts =
    /(?<!\d)(GMT)?(20\d\d)[-_.]?(0[1-9]|1[0-2])[-_.]?(0[1-9]|[12]\d|3[01])(?:[-_ T.]+(?:at )?([01]\d|2[0-3])[-_.:h]?([0-5]\d)(?:[-_.:]?([0-5]\d))?)?(?!\d)/.exec(
      name,
    );
  if (!parts) return undefined;
  const [, gmt, ...numbers] = parts;
  const [year = 0, month = 1, day = 1, hour = 12, minute = 0, second = 0] = numbers.map((number) =>
    number === undefined ? undefined : Number(number),
  );
  const time = gmt
    ? Date.UTC(year, month - 1, day, hour, minute, second)
    : new Date(year, month - 1, day, hour, minute, second).getTime();
  // The 31st of February is no date.
  const isReal = new Date(year, month - 1, day).getDate() === day;
  return isReal && Number.isFinite(time) ? time : undefined;
}
