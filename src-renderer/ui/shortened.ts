/** A person's words within a sentence of ours: no more than fit, and never half an emoji. */
export function shortened(value: string, longest = 60): string {
  const enough = value.slice(0, longest * 8);
  const parts = [...new Intl.Segmenter().segment(enough)];
  if (parts.length <= longest && enough === value) return value;
  return `${parts
    .slice(0, Math.min(parts.length, longest) - 1)
    .map(({ segment }) => segment)
    .join('')
    .trimEnd()}…`;
}
