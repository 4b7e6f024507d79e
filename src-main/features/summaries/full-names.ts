import { wordsIn } from './language/words.ts';

/** Whom a name means: of those who speak the one who alone is called so, in full or in part; else it stays as it is. */
export function createFullNames(speakers: Iterable<string>): (name: string) => string {
  const owners = new Map<string, string | null>();
  for (const speaker of new Set(speakers))
    for (const key of new Set(wordsIn(speaker).map((word) => word.key)))
      owners.set(key, owners.has(key) ? null : speaker);
  return (name) => {
    const [owner, ...others] = new Set(wordsIn(name).map(({ key }) => owners.get(key) ?? null));
    return owner != null && others.length === 0 ? owner : name;
  };
}
