const EARLIEST = new Date(1900, 0, 1).getTime();
const LATEST = new Date(2199, 11, 31, 23, 59).getTime();

/** A time as the browser's date field writes it: local, to the minute. */
export function toLocalInput(time: number): string {
  const date = new Date(time);
  const two = (part: number) => String(part).padStart(2, '0');
  const day = [String(date.getFullYear()).padStart(4, '0'), two(date.getMonth() + 1), two(date.getDate())];
  return `${day.join('-')}T${two(date.getHours())}:${two(date.getMinutes())}`;
}

/**
 * The time that was entered, or the one before where it is none. An untouched field keeps its seconds, and in the
 * hour that autumn repeats, which of the two it was.
 */
export function fromLocalInput(value: string, before: number): number {
  if (value === toLocalInput(before)) return before;
  const time = new Date(value).getTime();
  if (Number.isNaN(time) || time < EARLIEST || time > LATEST) return before;
  return time;
}
