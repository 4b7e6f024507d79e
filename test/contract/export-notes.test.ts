import { Parser } from 'commonmark';
import { strFromU8, unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { compose } from '../../src-main/features/exports/compose.ts';
import { toDocx } from '../../src-main/features/exports/formats/docx.ts';
import { toHtml } from '../../src-main/features/exports/formats/html.ts';
import { toMd } from '../../src-main/features/exports/formats/md.ts';
import { toTxt } from '../../src-main/features/exports/formats/txt.ts';
import { blocksOfNotes } from '../../src-main/features/exports/notes.ts';
import { rowsOf } from '../../src-main/features/exports/pdf/pieces.ts';
import { allParts, exportSource } from '../support/export-source.ts';

const documentOf = (notes: string) => compose(exportSource({ notes }), { ...allParts, parts: ['notes'] });
/** Notes alone, without the head of the file. */
const notesAs = (format: typeof toMd, notes: string) =>
  format(documentOf(notes))
    .split(/Notes\n=*\n?|<h2 dir="auto">Notes<\/h2>/)[1]
    ?.trim();

const nested = [
  ...['- a', '', '  ```js', '  x = 1', '    y', '  ```', '', '- b', '', '  > said', ''],
  ...['  | c | d |', '  |---|---|', '  | e | f |', '', '  1. n', '', '     ```', '     z', '     ```'],
  ...['     > deep', '- ```', '  alone', '  ```', '- > - quoted', '  > - list', '- end', ''],
  ...['> - q', '>', '>   ```', '>   r', '>   s', '>   ```', '>', '> ```', '> t', '> ```'],
].join('\n');

test('code, tables and quotes within items of notes stay within them', () => {
  const markdown = notesAs(toMd, nested) ?? '';
  // Read again it is what it was.
  expect(blocksOfNotes(markdown)).toEqual(blocksOfNotes(nested));
  const walker = new Parser().parse(markdown).walker();
  const parents: string[] = [];
  for (let step = walker.next(); step; step = walker.next()) {
    const { node, entering } = step;
    if (entering && (node.type === 'code_block' || node.type === 'block_quote'))
      parents.push(`${node.type} in ${node.parent?.type ?? ''}`);
  }
  expect(parents).toEqual([
    ...['code_block in item', 'block_quote in item', 'code_block in item', 'block_quote in item'],
    ...['code_block in item', 'block_quote in item', 'block_quote in document', 'code_block in item'],
    'code_block in block_quote',
  ]);
  expect(
    notesAs(toTxt, nested)
      ?.split('\n')
      .map((one) => one.trimEnd()),
  ).toEqual([
    ...['- a', '  x = 1', '    y', '- b', '  said', '  c | d', '  e | f', '  1. n', '    z', '    deep'],
    ...['-', '  alone', '-', '  - quoted', '  - list', '- end', '- q', '  r', '  s', '', 't'],
  ]);
  const html = notesAs(toHtml, nested)?.replace(/ dir="auto"|\n(?=<)/g, '') ?? '';
  const below = '<li style="list-style: none">';
  expect(html).toContain(
    `<ul><li>a</li>${below}<pre>x = 1\n  y</pre></li><li>b</li>${below}<blockquote>said`,
  );
  expect(html).toContain(`${below}<table><tr><td>c</td>`);
  expect(html).toContain(`<li style="margin-left: 2em; list-style: none"><pre>z</pre></li>`);
  expect(html.match(/<ul>/g)).toHaveLength(2);
  expect(html).toContain('</ul></blockquote><pre>t</pre>');
});

test('in Word they stand below the words of their item', async () => {
  const document = strFromU8(
    unzipSync(await toDocx(documentOf(nested)))['word/document.xml'] ?? new Uint8Array(),
  );
  const leftOf = (words: string) => {
    const paragraph = document.split('<w:p>').find((one) => one.includes(`>${words}<`)) ?? '';
    return Number(/w:left="(\d+)"/.exec(paragraph)?.[1] ?? 0);
  };
  expect(['x = 1', 'said', 'z', 'deep', 'r', 't'].map(leftOf)).toEqual([720, 1080, 1440, 1800, 1080, 360]);
  expect(document).toContain('<w:tblInd w:type="dxa" w:w="720"/>');
});

const lined =
  'Call **Peter\n030** `12\n34`\n\\- buy paper  \nMeet\n\n> said\n> [more\n> of it](https://e.x/a)\n\n- a\n  b\n\n  c\n  1\\. d';

test('a line of a paragraph, a quote or an item ends where it was ended', async () => {
  const markdown = notesAs(toMd, lined) ?? '';
  const walker = new Parser().parse(markdown).walker();
  const kinds: string[] = [];
  for (let step = walker.next(); step; step = walker.next()) if (step.entering) kinds.push(step.node.type);
  const count = (type: string) => kinds.filter((kind) => kind === type).length;
  expect(markdown.split('\n').filter((line) => /\w/.test(line))).toHaveLength(12);
  expect([count('linebreak'), count('softbreak'), count('item'), count('block_quote')]).toEqual([8, 0, 1, 1]);
  expect(notesAs(toTxt, lined)).toBe(
    ['Call Peter', '030 12', '34', '- buy paper', 'Meet', '', 'said', 'more', 'of it (https://e.x/a)', '']
      .concat(['- a', '  b', '  c', '  1. d'])
      .join('\n'),
  );
  expect(notesAs(toHtml, lined)?.match(/<br>/g)).toHaveLength(8);
  const word = strFromU8(unzipSync(await toDocx(documentOf(lined)))['word/document.xml'] ?? new Uint8Array());
  expect(word.match(/<w:br\/>/g)).toHaveLength(8);
  expect(blocksOfNotes('# Two\nlines')).toHaveLength(2);
  expect(notesAs(toMd, 'Two\nlines\n===')).toBe('### Two lines');
  // No line of them begins something else.
  expect(notesAs(toMd, 'a\n:--\n\\# b\n1986\\. c')).toBe('a\\\n\\:--\\\n\\# b\\\n1986\\. c');
});

test('words beside a fence are the first line of its code, a language is not', () => {
  const opened = 'Before\n\n``` call Bob tomorrow\n\nAfter words';
  expect(notesAs(toTxt, opened)).toBe('Before\n\ncall Bob tomorrow\n\nAfter words');
  expect(notesAs(toMd, opened)).toBe('Before\n\n```\ncall Bob tomorrow\n\nAfter words\n```');
  expect(notesAs(toHtml, opened)).toContain('<pre>call Bob tomorrow\n\nAfter words</pre>');
  expect(notesAs(toTxt, '~~~ remember the milk')).toBe('remember the milk');
  expect(notesAs(toTxt, '- a\n\n  ```Wichtig Anna anrufen\n  x\n    y\n  ```')).toBe(
    '- a\n  Wichtig Anna anrufen\n  x\n    y',
  );
  expect(notesAs(toTxt, '```Straßenbauarbeiten\nx\n```')).toBe('Straßenbauarbeiten\nx');
  for (const language of ['js', 'c++', 'C#', 'objective-c'])
    expect(notesAs(toTxt, `\`\`\`${language}\nx\n\`\`\``)).toBe('x');
});

test('the title of a link comes along', async () => {
  const notes =
    '[site](https://e.x "the \\"title\\" * words") and [a](https://e.x \'b\')[c](https://e.x "d\ne")';
  const markdown = notesAs(toMd, notes) ?? '';
  expect(blocksOfNotes(markdown)).toEqual(blocksOfNotes(notes));
  const walker = new Parser().parse(markdown).walker();
  const titles: (string | null)[] = [];
  for (let step = walker.next(); step; step = walker.next())
    if (step.entering && step.node.type === 'link') titles.push(step.node.title);
  expect(titles).toEqual(['the "title" * words', 'b', 'd e']);
  expect(notesAs(toTxt, notes)).toBe(
    'site (https://e.x/, the "title" * words) and a (https://e.x/, b)c (https://e.x/, d e)',
  );
  expect(notesAs(toTxt, '[](https://e.x "t")')).toBe('https://e.x (t)');
  expect(notesAs(toHtml, notes)).toContain('<a href="https://e.x/" title="the &quot;title&quot; * words">');
  const word = strFromU8(unzipSync(await toDocx(documentOf(notes)))['word/document.xml'] ?? new Uint8Array());
  expect(word).toContain('> (the &quot;title&quot; * words)<');
  expect(rowsOf([{ text: 'a', link: 'b', title: 't' }])).toMatchObject([[{ text: 'a' }, { text: ' (t)' }]]);
});

test('an address within angle brackets leads where it says, and a bare one ends before one', () => {
  const md = (notes: string) => notesAs(toMd, notes);
  expect(md('see <https://example.com/a_b> now')).toBe(
    'see [https://example.com/a\\_b](<https://example.com/a_b>) now',
  );
  const all = notesAs(toTxt, '<https://e.x/a>, <www.e.x/b>, <c@e.x>');
  expect(all).toBe('https://e.x/a, www.e.x/b, c@e.x');
  expect(md('a>https://e.x/b>c')).toBe('a\\>[https://e.x/b](<https://e.x/b>)\\>c');
  expect(md('[a <https://e.x/b> c](https://e.x/d)')).toBe('[a https://e.x/b c](<https://e.x/d>)');
  // What is no address keeps them.
  expect(notesAs(toTxt, 'a <b> <c:d> </e> <https://e.x')).toBe('a <b> <c:d> </e> <https://e.x');
});

test('an empty cell of a table in notes keeps its place', () => {
  const table = ['| a | b | c |', '| --- | --- | --- |', '| d |  | f |', '|  | h |  |'].join('\n');
  expect(notesAs(toMd, table)).toBe(table);
  expect(notesAs(toMd, 'a|b|c\n-|-|-\nd||f\n||h|')).toBe(table);
});

test('a heading that ends with the sign of headings keeps it', () => {
  const source = exportSource({ title: 'Lecture on C #', notes: '# Part ## \\#\n\ntext\n\n## F#\n\n# \\#' });
  const markdown = toMd(compose(source, { ...allParts, parts: ['notes'] }));
  const walker = new Parser().parse(markdown).walker();
  const headings: string[] = [];
  for (let step = walker.next(); step; step = walker.next()) {
    const { node, entering } = step;
    if (entering && node.type === 'heading') headings.push('');
    if (node.type === 'text' && node.parent?.type === 'heading')
      headings.push(`${headings.pop() ?? ''}${node.literal ?? ''}`);
  }
  expect(headings).toEqual(['Lecture on C #', 'Notes', 'Part ## #', 'F#', '#']);
});

test.each([
  ['a long gap', `a${' '.repeat(199_000)}b`],
  ['a long gap within bold words', `**a${' '.repeat(150_000)}b**`],
  ['links that never end', '[a]('.repeat(40_000)],
  ['marks that end nothing', '**_'.repeat(60_000)],
  ['words struck out that never end', '~~a'.repeat(60_000)],
  ['a list in a list in a list', '1. '.repeat(66_000)],
  ['a list in a list, and nothing more', `${'1. '.repeat(3_000)}${'\n'.repeat(190_000)}`],
  ['an address that ends with brackets', `http://a.b/${')'.repeat(190_000)}`],
  ['an address of one word', `http://${'a'.repeat(190_000)}.b.c`],
  ['a table of one wide line', `|${'a|'.repeat(300)}\n|${'-|'.repeat(300)}\n${'|\n'.repeat(90_000)}`],
])('notes of %s are written at once, as they were typed', (_name, notes) => {
  const words = notes.replace(/\s/g, '');
  const document = documentOf(notes);
  expect(toTxt(document).replace(/\s/g, '')).toContain(words);
  expect(toMd(document).replace(/[\s\\]/g, '')).toContain(words);
  expect(toHtml(document).replace(/\s|<br>/g, '')).toContain(words);
});

test('gaps and links that are read are written in as many steps as there are letters', () => {
  const gaps = `a${' '.repeat(5_000)}*b*\n`.repeat(3);
  expect(notesAs(toTxt, gaps)).toContain('b\na');
  const tabs = `**a${'\t'.repeat(150_000)}b**`;
  expect(notesAs(toMd, tabs)).toBe('**a b**');
  const links = 'Look![a](http://e.x) '.repeat(300);
  expect(notesAs(toMd, links)).toBe('Look\\![a](<http://e.x/>) '.repeat(300).trim());
});
