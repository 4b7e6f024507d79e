/** What follows each other in a transcript is one moment. `at`: its place there, from 0. */
export function joinMoments<T extends { at: number }>(cited: readonly T[]): T[][] {
  const moments: T[][] = [];
  for (const one of cited.toSorted((a, b) => a.at - b.at)) {
    const moment = moments.at(-1);
    if (moment?.at(-1)?.at === one.at - 1) moment.push(one);
    else moments.push([one]);
  }
  return moments;
}
