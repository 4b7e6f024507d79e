import { oneLine, type Written } from './types.ts';

/** The words alone, a segment a line. */
export function toTxt({ segments }: Written): string {
  const lines = segments.map(({ text }) => oneLine(text)).filter((line) => line !== '');
  return lines.map((line) => `${line}\n`).join('');
}
