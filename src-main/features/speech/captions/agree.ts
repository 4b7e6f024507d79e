const fold = (word: string) => word.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

/** How many words two readings of the same sound begin with alike: later sound will hardly change them. */
export function agreeing(before: readonly string[], now: readonly string[]): number {
  const different = now.findIndex((word, index) => {
    const other = before[index];
    return other === undefined || fold(other) !== fold(word);
  });
  return different < 0 ? now.length : different;
}
