/** The longest title that the contract takes. */
const MAX_TITLE = 500;

/**
 * Text from outside as one line for people. What can't be seen goes, what turns text around above all;
 * the two joiners stay, since emoji and some scripts are made with them.
 */
export function cleanTitle(text: string): string {
  return text
    .toWellFormed()
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]/gu, ' ')
    .replace(/(?![\u200c\u200d])\p{Cf}/gu, '')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, MAX_TITLE)
    .replace(/[\uD800-\uDBFF]$/, '');
}

/** A file's name for people: without its ending and without underscores. */
export function titleOfFile(name: string): string {
  const base = name.slice(name.lastIndexOf('/') + 1);
  // An ending has a letter in it: "Budget 2.1" is a name.
  const stem = base.replace(/(?<=.)\.(?=[a-z0-9]*[a-z])[a-z0-9]{1,5}$/i, '');
  return cleanTitle(stem.replace(/_/g, ' ')) || 'Recording';
}

const datePattern = /(?<!\d)(GMT)?(20\d\d)[-_.]?(0[1-9]|1[0-2])[-_.]?(0[1-9]|[12]\d|3[01])(?!\d)/;
const clockPattern =
  /^(?:[-_ T.,]+(?:at |um )?)([01]\d|2[0-3])[-_.:h]?([0-5]\d)(?:[-_.:m]?([0-5]\d))?(?:[.,]\d+)?(Z)?(?!\d)/;

interface Moment {
  time: number;
  /** Only the day stands in the name; the time is its noon. */
  isDay: boolean;
}

/** A moment that recorders and phones write into names: 2026-03-01 14.30.05, 20260301_143005, GMT20260301-143005. */
export function momentInName(name: string): Moment | undefined {
  const found = datePattern.exec(name);
  if (!found) return undefined;
  const [whole, gmt, ...date] = found;
  const clock = clockPattern.exec(name.slice(found.index + whole.length));
  const [year = 0, month = 0, day = 0] = date.map(Number);
  const [hour = 0, minute = 0, second = 0] = clock ? clock.slice(1, 4).map(Number) : [12];
  // The 31st of February is no date.
  if (new Date(year, month - 1, day).getDate() !== day) return undefined;
  const isWorldTime = gmt !== undefined || clock?.[4] !== undefined;
  const time = isWorldTime
    ? Date.UTC(year, month - 1, day, hour, minute, second || 0)
    : new Date(year, month - 1, day, hour, minute, second || 0).getTime();
  return { time, isDay: !clock };
}

const EARLIEST = Date.UTC(1990, 0, 1);
const DAY = 24 * 60 * 60 * 1000;
const isSameDay = (a: number, b: number) => new Date(a).toDateString() === new Date(b).toDateString();

/** When it was recorded: as the sound itself says, or its name, or else when the file was last changed. */
export function startOf(
  {
    recordedAt,
    name,
    modifiedAt,
  }: { recordedAt: number | null; name: string; modifiedAt: number | undefined },
  now = Date.now(),
): number {
  // Recorders without a clock say 1904 or 1970, and some say a year to come.
  const isLikely = (time: number | null | undefined): time is number =>
    typeof time === 'number' && time >= EARLIEST && time <= now + DAY;
  if (isLikely(recordedAt)) return Math.trunc(recordedAt);
  const named = momentInName(name);
  const changed = isLikely(modifiedAt) ? Math.trunc(modifiedAt) : undefined;
  if (!named || !isLikely(named.time)) return changed ?? now;
  return named.isDay && changed !== undefined && isSameDay(changed, named.time) ? changed : named.time;
}
