const units = new Map([
  ...Array.from('〇一二三四五六七八九').map((sign, value): [string, number] => [sign, value]),
  ...([
    ['零', 0],
    ['两', 2],
    ['兩', 2],
  ] as const),
]);
const small = new Map([
  ['十', 10],
  ['百', 100],
  ['千', 1000],
]);
const large = new Map([
  ['万', 1e4],
  ['萬', 1e4],
  ['亿', 1e8],
  ['億', 1e8],
]);

const runs = /(?:(?<!\d)\d+(?:\.\d+)?)?[〇零一二三四五六七八九十百千万亿两兩萬億]+/g;

function valueOf(run: string): number {
  const [digits = ''] = /^[\d.]*/.exec(run) ?? [];
  const signs = Array.from(run.slice(digits.length));
  // One after another, as of years.
  if (digits === '' && signs.every((sign) => units.has(sign)))
    return Number(signs.map((sign) => units.get(sign)).join(''));
  let total = 0;
  let group = 0;
  let unit = digits === '' ? null : Number(digits);
  for (const sign of signs) {
    const times = small.get(sign);
    const more = large.get(sign);
    if (times !== undefined) group += (unit ?? 1) * times;
    else if (more !== undefined) {
      const own = group + (unit ?? 0);
      total = more > 1e4 ? (total + (own || 1)) * more : total + (own || 1) * more;
      group = 0;
    }
    unit = units.get(sign) ?? null;
  }
  return total + group + (unit ?? 0);
}

/** Numbers in Chinese signs, which Japanese has too. A lone 一 is in too many words to count. */
export const hanNumbersIn = (text: string): string[] =>
  (text.match(runs) ?? []).filter((run) => run !== '一').map((run) => String(valueOf(run)));

export const isHanSign = (sign: string): boolean => /^[〇零一二三四五六七八九十百千万亿两兩萬億]/.test(sign);
