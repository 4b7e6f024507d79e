import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { compose } from '../../src-main/features/exports/compose.ts';
import { createPdf } from '../../src-main/features/exports/pdf/write.ts';
import type { Source } from '../../src-main/features/exports/source.ts';
import { allParts, exportSource, withSummary } from '../support/export-source.ts';
import { hostileTexts } from '../support/hostile-texts.ts';
import { tempHome } from '../support/temp-home.ts';

const writer = createPdf(join(import.meta.dirname, '../../resources/fonts'), '0.0.0');
const written = (source: Source, options = {}) => writer.write(compose(source, { ...allParts, ...options }));
const drawn = (source: Source, options = {}) => writer.draw(compose(source, { ...allParts, ...options }));
const pdfOf = async (source: Source, options = {}) => (await written(source, options)).data;

function whyNoPoppler(): string | undefined {
  const { error } = spawnSync('pdftotext', ['-v']);
  if (!error) return undefined;
  console.warn('Skipped: pdftotext is not there, which reads PDF. It is in Debian’s poppler-utils.');
  return error.message;
}

function read(pdf: Uint8Array, program: 'pdftotext' | 'pdfinfo', ...args: string[]): string {
  const path = join(tempHome(), 'file.pdf');
  writeFileSync(path, pdf);
  const end = program === 'pdftotext' ? [path, '-'] : [path];
  const { stdout, stderr } = spawnSync(program, [...args, ...end], { encoding: 'utf8' });
  expect(stderr).toBe('');
  return stdout;
}

/** Without what marks directions, and without the running heads. */
const wordsIn = (text: string) =>
  text
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .split(/\s+/)
    .filter(Boolean);

const tableOf = ([head = [], ...rows]: string[][]) =>
  [head, head.map(() => '---'), ...rows].map((row) => `|${row.join('|')}|`).join('\n');
const cells = (columns: number, rows: number) =>
  Array.from({ length: rows }, () => new Array<string>(columns).fill('w'));

/** Whether all of these words come in this order. */
function follow(words: readonly string[], found: readonly string[]): string | undefined {
  let at = 0;
  for (const word of words) {
    const place = found.indexOf(word, at);
    if (place < 0) return word;
    at = place + 1;
  }
  return undefined;
}

describe.skipIf(whyNoPoppler() !== undefined)('a PDF, read by another program', () => {
  test('every word of three scripts is found in the order of reading, over many pages', async () => {
    const texts = [
      'we look at the budget of item',
      'Ο προϋπολογισμός είναι έτοιμος',
      'Мы обсудим бюджет и сроки',
    ];
    const said = Array.from({ length: 900 }, (_, at) => {
      return { text: `${texts[at % 3] ?? ''} n${String(at)}.`, by: at % 12 };
    });
    const names = Array.from({ length: 12 }, (_, at) => `Person ${String(at + 1)}`);
    const source = exportSource({ said, names, title: 'Three scripts' });
    const found = wordsIn(read(await pdfOf(source), 'pdftotext'));
    expect(follow(wordsIn(said.map(({ text }) => text).join(' ')), found)).toBeUndefined();
  });

  test('numbers stand in the margin of their items, whose lines begin below each other', async () => {
    const long = 'long '.repeat(40).trim();
    const notes = `- bullet\n\n1. first\n2. second ${long}\n   - within\n\n3. א`;
    const pdf = await pdfOf(exportSource({ notes }), { parts: ['notes'] });
    const text = read(pdf, 'pdftotext');
    for (const line of [/^1\. first$/m, /^2\. second long/m]) expect(text).toMatch(line);
    const words = read(pdf, 'pdftotext', '-bbox');
    const xOf = (word: string) =>
      [...words.matchAll(/xMin="([\d.]+)"[^>]*>([^<]*)</g)]
        .filter(([, , own]) => own === word)
        .map(([, x]) => Math.round(Number(x)));
    const [bullet = 0] = xOf('bullet');
    expect([...xOf('first'), ...xOf('second'), Math.min(...xOf('long'))]).toEqual([bullet, bullet, bullet]);
    expect(xOf('1.')[0]).toBeLessThan(bullet - 5);
    // Where words run from the right, it stands beside them there.
    expect(xOf('3.')[0] ?? 0).toBeGreaterThan(xOf('א')[0] ?? Infinity);
    expect(xOf('within')[0]).toBeGreaterThan(bullet + 10);
    const parts = read(pdf, 'pdfinfo', '-struct-text').split('\n');
    const at = parts.findIndex((line) => line.includes('"1."'));
    expect(parts.slice(at - 2, at + 3).map((line) => line.replace(/ \(\w+\)$/, '').trim())).toEqual([
      'LI',
      'Lbl',
      '"1."',
      'LBody',
      '"first"',
    ]);
  });

  test('code and quotes within items of notes are parts of their list', async () => {
    const notes = '- a\n\n  ```\n  x = 1\n  ```\n- b\n\n  > said\n- end';
    const pdf = await pdfOf(exportSource({ notes }), { parts: ['notes'] });
    const parts = read(pdf, 'pdfinfo', '-struct-text')
      .split('\n')
      .slice(7)
      .map((line) => line.replace(/ \(\w+\)$/, '').trim());
    const entry = (...inner: string[]) => ['LI', 'LBody', ...inner];
    expect(parts.filter(Boolean)).toEqual([
      ...['L', ...entry('"a"'), ...entry('Code', '"x = 1"'), ...entry('"b"')],
      ...[...entry('BlockQuote', '"said"'), ...entry('"end"')],
    ]);
  });

  test('numbers in Arabic and Persian digits run from the left, on the page and copied', async () => {
    const source = exportSource({ notes: 'می‌خواهم ۱۲۳ کتاب\n\nلدينا ٤٥٦٫٧ كتابا\n\nPage ٨٩' });
    const pdf = await pdfOf(source, { parts: ['notes'] });
    const found = wordsIn(read(pdf, 'pdftotext')).join(' ');
    for (const number of ['۱۲۳', '٤٥٦٫٧', '٨٩']) expect(found).toContain(number);
    const boxes = read(pdf, 'pdftotext', '-bbox-layout');
    expect(boxes).not.toContain('۳۲۱');
  });

  test('lines of notes are lines', async () => {
    const notes = 'Call Peter 030 1234\nBuy paper\nMeet Anna at 10\n\n> said\n> שלום\n\n- a\n  b';
    const found = read(await pdfOf(exportSource({ notes }), { parts: ['notes'] }), 'pdftotext', '-layout');
    expect(
      found
        .replace(/\p{Cf}/gu, '')
        .split('\n')
        .map((line) => line.trim())
        .filter((line) => /Peter|paper|Anna|said|שלום|^a$|^b$/.test(line)),
    ).toEqual(['Call Peter 030 1234', 'Buy paper', 'Meet Anna at 10', 'said', 'שלום', 'a', 'b']);
  });

  test('a table of notes has columns, which wrap, keep their sides and go on over pages by rows', async () => {
    const long = 'words that go on in a column of their own until there is no room left for them '.repeat(2);
    const rows = Array.from({ length: 60 }, (_, at) => `| r${String(at)} | ${long} | ${String(at * 7)} |`);
    const notes = ['| Who | What | Sum |', '|---|---|---:|', ...rows].join('\n');
    const pdf = await pdfOf(exportSource({ notes }), { parts: ['notes'] });
    const parts = read(pdf, 'pdfinfo', '-struct')
      .split('\n')
      .map((line) => line.trim().split(/[ :]/)[0]);
    const count = (tag: string) => parts.filter((part) => part === tag).length;
    expect(['Table', 'TR', 'TH', 'TD'].map(count)).toEqual([1, 61, 3, 180]);
    const pages = read(pdf, 'pdftotext', '-layout').split('\f').slice(0, -1);
    expect(pages.length).toBeGreaterThan(3);
    const ends: number[] = [];
    for (const page of pages) {
      const lines = page
        .split('\n')
        .filter((line) => line.trim() !== '')
        .slice(0, -1);
      const [, , ...body] = lines.slice(lines.findIndex((line) => /^ *Who +What +Sum$/.test(line)) - 1);
      // Each page has the head, and begins with a row.
      expect(body[0]).toMatch(/^ *r\d+ +words that go on/);
      for (const line of body) if (/^ *r\d+ /.test(line)) ends.push(line.length);
    }
    expect(ends).toHaveLength(60);
    // Numbers end where their column does.
    expect(Math.max(...ends) - Math.min(...ends)).toBeLessThan(3);
  });

  test('a table of a language from right to left begins on the right', async () => {
    const notes = '| אבא | בב | abc |\n|---|---|---|\n| גג | | x |';
    const pdf = await pdfOf(exportSource({ notes }), { parts: ['notes'] });
    const boxes = read(pdf, 'pdftotext', '-bbox');
    const left = (word: string) => Number(new RegExp(`xMin="([\\d.]+)"[^>]*>${word}<`).exec(boxes)?.[1]);
    expect(left('אבא')).toBeGreaterThan(left('בב'));
    expect(left('בב')).toBeGreaterThan(left('abc'));
    expect(Math.abs(left('x') - left('abc'))).toBeLessThan(1);
    expect(left('גג')).toBeGreaterThan(left('בב'));
  });

  test('a row that is taller than a page goes on, and many columns stay on it', async () => {
    const tall = Array.from({ length: 2500 }, (_, at) => `w${String(at)}`).join(' ');
    const columns = (count: number) => Array.from({ length: count }, (_, at) => `c${String(at)}`);
    const wide = (count: number) => tableOf([columns(count), columns(count)]);
    const notes = `${tableOf([
      ['a', 'b'],
      ['x', tall],
    ])}\n\n${wide(30)}\n\n${wide(150)}`;
    const pdf = await pdfOf(exportSource({ notes }), { parts: ['notes'] });
    const found = wordsIn(read(pdf, 'pdftotext'));
    expect(follow(tall.split(' '), found)).toBeUndefined();
    // Of so many each row is a paragraph, whose words are whole.
    expect(follow([...columns(150), ...columns(150)], found)).toBeUndefined();
    const boxes = read(pdf, 'pdftotext', '-bbox');
    const rights = [...boxes.matchAll(/xMax="([\d.]+)"/g)].map(([, right]) => Number(right));
    expect(Math.max(...rights)).toBeLessThan(595);
  });

  test('no heading and no name of a speaker stands alone at the foot of a page', async () => {
    const agenda = 'Agenda';
    const ends: string[] = [];
    for (let lines = 20; lines < 50; lines += 1) {
      const decisions = Array.from({ length: lines }, (_, at) => `Line ${String(at)}`).join('\n\n- ');
      const notes = `- ${decisions}\n\n# Costs\n\n## ${agenda}\n\n- first\n\n# Then\n\n| a | b |\n|---|---|\n| c | d |`;
      const said = Array.from({ length: 60 }, (_, at) => {
        return { text: 'all of these words '.repeat(6 + ((at * 7 + lines) % 9)), by: at % 2 };
      });
      const source = exportSource({ notes, said, names: ['Dave', 'Zoë'] });
      const pages = read(await pdfOf(source), 'pdftotext', '-layout')
        .split('\f')
        .slice(0, -1);
      for (const page of pages)
        ends.push(
          page
            .trim()
            .split(/\s*\n\s*/)
            .at(-2) ?? '',
        );
    }
    expect(ends.length).toBeGreaterThan(80);
    expect(
      ends.filter((end) => /^(Costs|Agenda|Notes|Then|Transcript|a +b|(Dave|Zoë) .*)$/.test(end)),
    ).toEqual([]);
  });

  test('where lines end is no letter that is missing, not even on later pages', async () => {
    const paragraphs = Array.from({ length: 45 }, (_, at) => `Paragraph ${String(at)}\nof two lines.`);
    const notes = `${paragraphs.join('\n\n')}\n\n\`\`\`\nif x:\n\ty()\n\`\`\`\n`;
    const source = exportSource({ notes });
    expect((await drawn(source)).isWhole).toBe(false);
    expect((await drawn(source)).unshown).toEqual([]);
    expect((await written(source)).unshown).toEqual([]);
  });

  test.each([
    ['Japanese', 'ja', '皆さん、おはようございます。本日は新しいポータルの公開計画について話し合います。'],
    ['Chinese', 'zh', '大家早上好。今天我们讨论客户门户的发布计划，然后谈谈预算。'],
    ['Korean', 'ko', '여러분 안녕하세요. 오늘은 고객 포털의 출시 계획을 검토하겠습니다.'],
    ['Arabic', 'ar', 'صباح الخير. سنراجع اليوم خطة إطلاق بوابة العملاء ثم نتحدث عن الميزانية.'],
    ['Hebrew', 'he', 'בוקר טוב לכולם. היום נעבור על תוכנית ההשקה של הפורטל ואז נדבר על התקציב.'],
    ['emoji', 'en', 'We have 😀 👍 and → ☑ here.'],
  ])('%s is found as it was said', async (_name, language, text) => {
    const pdf = await pdfOf(exportSource({ said: [{ text }], language, title: 'T' }));
    const found = read(pdf, 'pdftotext')
      .normalize('NFKC')
      .replace(/[\s\p{Cf}]/gu, '');
    // Where a line ends, the words of the next one stand after it, in whatever direction both run.
    for (const word of text.normalize('NFKC').split(/[\s.]+/)) expect(found).toContain(word);
  });

  test('it is tagged, says its title and language, and has bookmarks', async () => {
    const source = withSummary(exportSource({ title: 'Größe — 会議', said: [{ text: 'Yes.' }] }));
    const pdf = await pdfOf(source);
    expect(read(pdf, 'pdfinfo')).toMatch(/Title: +Größe — 会議\n[^]*Tagged: +yes\n[^]*Pages: +1\n[^]*A4/);
    expect(read(await pdfOf(source, { paper: 'letter' }), 'pdfinfo')).toContain('(letter)');
    expect(read(pdf, 'pdfinfo', '-struct-text')).toMatch(/H1[^]*Größe[^]*H2[^]*Summary[^]*LI[^]*Tuesday/);
    const raw = Buffer.from(pdf).toString('latin1');
    expect(raw).toMatch(/\/Outlines \d+/);
    expect(raw).toContain('/Lang (en)');
  });

  test('times lead to the transcript where it is in the file, and are plain text where it is not', async () => {
    const source = withSummary(exportSource({ said: [{ text: 'Yes.' }, { text: 'No.' }] }));
    const links = async (options: object) =>
      Buffer.from(await pdfOf(source, options))
        .toString('latin1')
        .split('/S /GoTo').length - 1;
    expect(await links({})).toBeGreaterThan(0);
    expect(await links({ parts: ['summary', 'actions'] })).toBe(0);
  });

  test('five hundred hostile texts are words on pages', async () => {
    const said = hostileTexts.map((text) => ({ text }));
    const pdf = await pdfOf(
      exportSource({ title: hostileTexts[8] ?? '', notes: hostileTexts[11] ?? '', said }),
    );
    const found = read(pdf, 'pdftotext');
    for (const word of ['passwd', '<script>alert(1)</script>', 'javascript:alert(1)', 'DROP', '{{y}}'])
      expect(found).toContain(word);
    const raw = Buffer.from(pdf).toString('latin1');
    expect(raw).not.toMatch(/\/JavaScript|\/JS|\/Launch|\/S \/URI/);
  });

  test('each page tells its number and that of all', async () => {
    const said = Array.from({ length: 300 }, (_, at) => ({ text: `Line ${String(at)}.`, by: at % 2 }));
    const long = exportSource({ said, names: ['A', 'B'] });
    const pdf = await pdfOf(long);
    const count = Number(/Pages: +(\d+)/.exec(read(pdf, 'pdfinfo'))?.[1]);
    expect(count).toBeGreaterThan(9);
    const numbers = Array.from({ length: count }, (_, at) => `Page ${String(at + 1)} of ${String(count)}`);
    expect(read(pdf, 'pdftotext').match(/Page \d+ of \d+/g)).toEqual(numbers);
    expect(read(await pdfOf(exportSource({}), { language: 'de' }), 'pdftotext')).toContain('Seite 1 von 1');
  });

  test('what no font has is said in words, is told, and is still what is copied', async () => {
    const source = exportSource({
      title: 'ไทย',
      names: ['Ana'],
      said: [{ text: 'Yes, ไทย ไทย and გამარჯობა.', by: 0 }],
    });
    const { data, unshown } = await written(source);
    expect(unshown.sort()).toEqual(['Geor', 'Thai']);
    const found = read(data, 'pdftotext');
    expect(found).toContain('Yes, ไทย ไทย and გამარჯობა.');
    expect((await drawn(source)).unshown.sort()).toEqual(unshown);
    expect((await written(exportSource({ said: [{ text: 'Καλημέρα 会議 😀 שלום' }] }))).unshown).toEqual([]);
    expect((await written(exportSource({ said: [{ text: '\u{1E922}' }] }))).unshown).toEqual(['U+1E922']);
  });
});

describe.skipIf(whyNoPoppler() !== undefined)('what is copied from a PDF', () => {
  const copied = async (text: string, language = 'en') => {
    const source = exportSource({ title: text, said: [{ text }], language });
    const { data, unshown } = await written(source, { parts: ['transcript'], times: false });
    const [, found = ''] = read(data, 'pdftotext').split('Transcript');
    const [words = ''] = found.replace(/\p{Cf}/gu, '').split('Page 1');
    return { words: words.replace(/\s+/g, ' ').trim(), unshown };
  };

  test.each([
    ['ja', '今日は สวัสดีครับทุกคน と言った。'],
    ['ja', '𠮷野家 ﾊﾝｶｸ'],
    ['en', 'Yes, ไทย and გამარჯობა.'],
    ['he', 'שלום สวัสดีครับทุกคน'],
  ])('says once what no font has (%s: %s)', async (language, text) => {
    const { words, unshown } = await copied(text, language);
    expect(unshown).not.toEqual([]);
    const lettersOf = (own: string) => Array.from(own.replaceAll(' ', '')).sort();
    expect(lettersOf(words)).toEqual(lettersOf(text));
  });

  test('says once what stands in a word that is longer than a line', async () => {
    const { words } = await copied(`${'a'.repeat(300)}ไทย${'b'.repeat(300)}`);
    expect(words.match(/[\u0E00-\u0E7F]+/g)).toEqual(['ไทย']);
  });

  test('has brackets as they were written from right to left, and drawn turned around', async () => {
    const text = 'שלום עולם (מספר 123) ועוד «אחד»';
    expect((await copied(text, 'he')).words).toContain('(מספר');
    expect((await copied('שלום (עולם) טוב', 'he')).words).toBe('שלום (עולם) טוב');
    const shapes = async (notes: string) => {
      const { svg } = await drawn(exportSource({ notes }), { parts: ['notes'] });
      return Array.from(svg.matchAll(/<path id="[^"]*" d="([^"]*)"/g), ([, path]) => path);
    };
    const bracket = async (written: string, without: string) => {
      const alone = await shapes(without);
      return (await shapes(written)).filter((path) => !alone.includes(path));
    };
    // Both of the Hebrew font.
    expect(await bracket('א(', 'א')).toEqual(await bracket('aא) b', 'aא b'));
  });

  test('is Korean whose letters came taken apart', async () => {
    const text = '여러분 안녕하세요';
    const { words, unshown } = await copied(text.normalize('NFD'), 'ko');
    expect(unshown).toEqual([]);
    expect(words.normalize('NFC')).toBe(text);
  });
});

test.each([
  ['a hundred thousand lines of code', `\`\`\`\n${'a\n'.repeat(99_000)}\`\`\``],
  ['a hundred thousand emoji', '👍'.repeat(99_000)],
  ['one line of Chinese', '会'.repeat(180_000)],
  ['one line of words with stars', 'A plain line of words with one star ★ in it. '.repeat(3000)],
  ['a table of 250 columns', tableOf(cells(250, 395))],
  ['a table of two thousand rows', tableOf(cells(8, 2000))],
  ['a letter with two hundred thousand accents', `a${'\u0301'.repeat(199_000)}`],
])('notes of %s are soon pages', async (_name, notes) => {
  const pdf = await pdfOf(exportSource({ notes }), { parts: ['notes'] });
  expect(Buffer.from(pdf.subarray(0, 5)).toString('latin1')).toBe('%PDF-');
});

test.each([
  ['a table', tableOf(cells(3, 500))],
  ['a table of many columns', tableOf(cells(40, 500))],
  ['a paragraph of many pages', 'Well. '.repeat(30_000)],
])('%s can be left off before its end', async (_name, notes) => {
  const stop = new AbortController();
  let looks = 0;
  vi.spyOn(stop.signal, 'throwIfAborted').mockImplementation(() => {
    looks += 1;
    if (looks === 20) stop.abort();
    if (stop.signal.aborted) throw stop.signal.reason;
  });
  const document = compose(exportSource({ notes }), { ...allParts, parts: ['notes'] });
  await expect(writer.write(document, stop.signal)).rejects.toThrow(/abort/);
});

describe('the picture of the first page', () => {
  test('has every letter of it, and knows whether there is more', async () => {
    const source = withSummary(exportSource({ title: 'Budget', said: [{ text: 'Yes.' }] }));
    const { svg, isWhole } = await drawn(source);
    const letters = [
      ...['Budget', 'Saturday, November 21, 2026 at 9:00 AM', 'Page 1 of 1', 'Summary', 'Decisions'],
      ...['Quick summary (no AI model)', 'They spoke about the launch.', 'The launch moves to Tuesday.'],
      ...[
        'Action items',
        'David: Send the report (by Thursday)',
        'Write the guide',
        'Open questions',
        'Who pays?',
      ],
      ...[
        'Topics',
        'Costs',
        'It costs ten million. (not supported by the transcript)',
        'Transcript',
        '0:00',
        'Yes.',
      ],
      // The first moment stands beside each of the six claims.
      '0:00'.repeat(6),
    ];
    expect(svg.split('<use ')).toHaveLength(letters.join('').replace(/\s/g, '').length + 1);
    expect(isWhole).toBe(true);
    const long = exportSource({
      said: Array.from({ length: 300 }, (_, by) => ({ text: 'Yes.', by: by % 2 })),
      names: ['A', 'B'],
    });
    expect((await drawn(long)).isWhole).toBe(false);
  });

  test('is drawn of five hundred hostile texts, and holds nothing but shapes', async () => {
    for (let at = 0; at < hostileTexts.length; at += 20) {
      const [title = '', ...rest] = hostileTexts.slice(at, at + 20);
      const said = rest.map((text) => ({ text, unsure: [text] }));
      const { svg } = await drawn(exportSource({ title, notes: rest.join('\n\n'), said }), { marks: true });
      const names = new Set([...svg.matchAll(/<([a-z]+)/g)].map(([, name]) => name));
      expect(
        [...names].filter((name) => !['svg', 'defs', 'path', 'rect', 'g', 'use'].includes(name ?? '')),
      ).toEqual([]);
      expect(svg).not.toMatch(/NaN|undefined/);
    }
  });
});
