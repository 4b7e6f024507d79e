type Tags = Record<string, string>;

const LONGEST_TITLE = 300;
/** More of a text is not looked at: a tag can be as large as its file. */
const LOOKED_AT = 3000;

/** One line of plain text, or null when nothing is left of it. */
export function cleanText(text: string | undefined): string | null {
  const line = (text ?? '')
    .slice(0, LOOKED_AT)
    .toWellFormed()
    // Control characters and those that turn the writing direction.
    .replace(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffd]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return line === '' ? null : Array.from(line).slice(0, LONGEST_TITLE).join('').trim();
}

/** Writers differ in how they spell a key. */
function lowered(tags: Tags): Tags {
  return Object.fromEntries(Object.entries(tags).map(([key, value]) => [key.toLowerCase(), value]));
}

export function titleOf(tags: Tags): string | null {
  const own = lowered(tags);
  return cleanText(own['com.apple.quicktime.title']) ?? cleanText(own.title);
}

/** When it was recorded, in milliseconds since 1970: the most exact of the tags that make sense. */
export function recordedAtOf(tags: Tags, now: number): number | null {
  const own = lowered(tags);
  const broadcast = own.origination_date && `${own.origination_date} ${own.origination_time ?? ''}`;
  const candidates = [
    own['com.apple.quicktime.creationdate'],
    own.creation_time,
    broadcast,
    own.date,
    own.icrd,
  ];
  for (const candidate of candidates) {
    const at = parseTime(candidate ?? '', now);
    if (at !== null) return at;
  }
  return null;
}

const pattern =
  /^(\d{4})[-:/.](\d{2})[-:/.](\d{2})(?:[T ]+(\d{2})[:\-.](\d{2})(?:[:\-.](\d{2}))?(?:[.,](\d{1,9}))?)?\s*(Z|[+-]\d{2}:?\d{2})?$/i;
/** Before the first files of this kind, and after tomorrow, a clock was wrong. */
const EARLIEST = Date.UTC(1990, 0, 1);
const DAY = 86_400_000;

/** A whole date, or its noon where it has no time; without a zone it is that of this machine. A year alone says too little. */
function parseTime(text: string, now: number): number | null {
  const match = pattern.exec(text.slice(0, LOOKED_AT).trim());
  if (!match) return null;
  const isDay = match[4] === undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = isDay
    ? [...match.slice(1, 4).map(Number), 12]
    : match.slice(1, 7).map((part) => Number(part || 0));
  const millisecond = Math.floor(Number(`0.${match[7] ?? '0'}`) * 1000);
  if (hour > 23 || minute > 59 || second > 59) return null;
  const parts = [year, month - 1, day, hour, minute, second, millisecond] as const;
  const date = new Date(Date.UTC(...parts));
  // The 31st of February would be a day in March.
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null;
  const at = match[8] && !isDay ? date.getTime() - offset(match[8]) : new Date(...parts).getTime();
  return at >= EARLIEST && at <= now + DAY ? at : null;
}

function offset(zone: string): number {
  if (/^z$/i.test(zone)) return 0;
  const [, sign, hours, minutes] = /^([+-])(\d{2}):?(\d{2})$/.exec(zone) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}
