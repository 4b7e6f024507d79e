export type Format = ReturnType<typeof createFormat>;

const DAY = 86_400_000;

/** The local calendar day as a number that sorts and subtracts: days since 1970. */
export function dayOf(time: number): number {
  const date = new Date(time);
  return Math.round(Date.UTC(date.getFullYear(), date.getMonth(), date.getDate()) / DAY);
}

export function createFormat(locale: string) {
  const short = new Intl.DateTimeFormat(locale, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    timeZone: 'UTC',
  });
  const long = new Intl.DateTimeFormat(locale, {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  });
  const time = new Intl.DateTimeFormat(locale, { timeStyle: 'short' });
  const dayAndTime = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'short' });
  const compact = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
  const date = new Intl.DateTimeFormat(locale, { dateStyle: 'medium' });
  const compactToSecond = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'medium' });
  const compactToMs = new Intl.DateTimeFormat(locale, {
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
    second: '2-digit',
    fractionalSecondDigits: 3,
  });
  const precise = new Intl.DateTimeFormat(locale, { dateStyle: 'short', timeStyle: 'medium' });
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  const percent = new Intl.NumberFormat(locale, { style: 'percent' });
  const twoDigits = new Intl.NumberFormat(locale, { minimumIntegerDigits: 2, useGrouping: false });
  const hundredths = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 });
  const year = (day: number) => new Date(day * DAY).getUTCFullYear();
  return {
    /** A day as a caption; the year only where it is not the present one. */
    day: (day: number, today: number) => (year(day) === year(today) ? short : long).format(day * DAY),
    time: (value: number) => time.format(value),
    dayAndTime: (value: number) => dayAndTime.format(value),
    date: (value: number) => date.format(value),
    compact: (value: number) => compact.format(value),
    compactToSecond: (value: number) => compactToSecond.format(value),
    compactToMs: (value: number) => compactToMs.format(value),
    precise: (value: number) => precise.format(value),
    number: (value: number) => number.format(value),
    percent: (value: number) => percent.format(value),
    /** How long a sound is: 4:05, 1:04:05. */
    length: (ms: number) => formatLength(number, twoDigits, ms),
    /** A time to wait, in the unit that suits it. */
    roughly: (ms: number) => formatRoughly(locale, ms),
    took: (ms: number) => formatTook(locale, ms),
    precisely: (value: number) => hundredths.format(value),
    bytes: (value: number) => formatBytes(locale, value),
  };
}

function formatBytes(locale: string, value: number): string {
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'];
  const power = value < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(value) / 3));
  const unit = units[power] ?? 'byte';
  const unitDisplay = power === 0 ? 'long' : 'short';
  const format = new Intl.NumberFormat(locale, {
    style: 'unit',
    unit,
    unitDisplay,
    maximumFractionDigits: 1,
  });
  return format.format(value / 1000 ** power);
}

function formatLength(number: Intl.NumberFormat, twoDigits: Intl.NumberFormat, ms: number): string {
  const seconds = Math.floor(ms / 1000);
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  const rest = twoDigits.format(seconds % 60);
  if (hours === 0) return `${number.format(minutes)}:${rest}`;
  return `${number.format(hours)}:${twoDigits.format(minutes)}:${rest}`;
}

/** A time to wait: in steps, and rather too long. */
function formatRoughly(locale: string, ms: number): string {
  const seconds = Math.max(1, Math.ceil(ms / 1000));
  return seconds < 55
    ? inUnit(locale, Math.ceil(seconds / 5) * 5, 'second')
    : inMinutes(locale, Math.ceil(seconds / 60));
}

/** A time that is over. */
function formatTook(locale: string, ms: number): string {
  const seconds = Math.max(1, Math.round(ms / 1000));
  return seconds < 60 ? inUnit(locale, seconds, 'second') : inMinutes(locale, Math.round(seconds / 60));
}

const inUnit = (locale: string, value: number, unit: 'second' | 'minute' | 'hour') =>
  new Intl.NumberFormat(locale, { style: 'unit', unit, maximumFractionDigits: 0 }).format(value);

function inMinutes(locale: string, minutes: number): string {
  if (minutes < 60) return inUnit(locale, minutes, 'minute');
  const hours = inUnit(locale, Math.floor(minutes / 60), 'hour');
  return minutes % 60 === 0 ? hours : `${hours} ${inUnit(locale, minutes % 60, 'minute')}`;
}
