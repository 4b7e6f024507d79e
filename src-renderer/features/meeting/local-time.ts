const EARLIEST = new Date(1900, 0, 1).getTime();
const LATEST = new Date(2199, 11, 31, 23, 59).getTime();
const MINUTE = 60_000;

/** A time as the browser's date field writes it: local, to the minute. */
export function toLocalInput(time: number): string {
  const date = new Date(time);
  const two = (part: number) => String(part).padStart(2, '0');
  const day = [String(date.getFullYear()).padStart(4, '0'), two(date.getMonth() + 1), two(date.getDate())];
  return `${day.join('-')}T${two(date.getHours())}:${two(date.getMinutes())}`;
}

/** The time that was entered, or the one before where it is none. An untouched minute keeps its seconds. */
export function fromLocalInput(value: string, before: number): number {
  const time = new Date(value).getTime();
  if (Number.isNaN(time) || time < EARLIEST || time > LATEST) return before;
  return Math.floor(time / MINUTE) === Math.floor(before / MINUTE) ? before : time;
}
