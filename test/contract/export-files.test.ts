import { join } from 'node:path';
import { Ajv } from 'ajv';
import { Parser } from 'commonmark';
import { strFromU8, unzipSync } from 'fflate';
import Webvtt from 'node-webvtt';
import PostalMime from 'postal-mime';
import { SaxesParser } from 'saxes';
import validateSrt from 'srt-validator';
import { expect, test } from 'vitest';
import type { ExportFormat, TextFormat } from '../../src-main/contract/exports.ts';
import { MeetingFile } from '../../src-main/contract/meeting-file.ts';
import { fileNameOf } from '../../src-main/features/exports/file-name.ts';
import { createPdf } from '../../src-main/features/exports/pdf/write.ts';
import { isIn, readMeetingFile } from '../../src-main/features/exports/read-file.ts';
import { oneLine } from '../../src-main/features/exports/text.ts';
import { write } from '../../src-main/features/exports/write.ts';
import { toJsonSchema } from '../../src-main/hosts/headless/json-schema.ts';
import { allParts, exportSource, withSummary } from '../support/export-source.ts';
import { hostileTexts } from '../support/hostile-texts.ts';

const pdf = createPdf(join(import.meta.dirname, '../../resources/fonts'), '0.0.0');
const loadPdf = () => Promise.resolve(pdf);
const source = withSummary(
  exportSource({
    title: hostileTexts[0] ?? '',
    notes: '# Plan\n\nSome **words**.\n\n- [ ] one\n  - two\n\n> said\n\n| a | b |\n|---|---|\n| c | d |\n',
    names: hostileTexts.slice(0, 12),
    said: hostileTexts.map((text, at) => ({ text, by: at % 12 })),
  }),
  hostileTexts[14],
);
const bytes = async (format: ExportFormat) => (await write(source, format, allParts, loadPdf)).data;
const text = async (format: ExportFormat) => new TextDecoder().decode(await bytes(format));

test('five hundred hostile titles become names that every system takes', () => {
  for (const title of hostileTexts) {
    const name = fileNameOf(title);
    expect(name).not.toMatch(/[<>:"/\\|?*\p{Cc}\u202a-\u202e]|^[. ]|[. ]$/u);
    expect(name).not.toMatch(/^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i);
    expect(Buffer.byteLength(name)).toBeLessThan(220);
    expect(name).not.toBe('');
  }
});

test('readers of another make take the subtitles, whatever is said', async () => {
  expect(validateSrt(await text('srt'))).toEqual([]);
  const { valid, strict, cues } = Webvtt.parse(await text('vtt'), { strict: true });
  const said = source.segments.filter((segment) => oneLine(segment.text) !== '');
  expect({ valid, strict, count: cues.length }).toEqual({ valid: true, strict: true, count: said.length });
});

/** All words of what Markdown is read as; nothing in it may be HTML, a picture or a link of theirs. */
function readMarkdown(markdown: string) {
  const walker = new Parser().parse(markdown).walker();
  const kinds = new Map<string, number>();
  const headings: string[] = [];
  let words = '';
  let heading = '';
  for (let step = walker.next(); step; step = walker.next()) {
    const { node, entering } = step;
    if (node.type === 'heading') {
      if (!entering) headings.push(heading);
      heading = `${'#'.repeat(node.level)} `;
    }
    if (!entering) continue;
    kinds.set(node.type, (kinds.get(node.type) ?? 0) + 1);
    const own = node.literal ?? (node.type === 'softbreak' ? ' ' : '');
    words += own;
    if (node.type === 'text') heading += own;
    if (node.type === 'paragraph' || node.type === 'item') words += '\n';
  }
  return { kinds, headings, words };
}

test('Markdown is read as it was meant, with every word and nothing run', async () => {
  const { kinds, headings, words } = readMarkdown(await text('md'));
  for (const kind of ['html_block', 'html_inline', 'image', 'link']) expect(kinds.has(kind)).toBe(false);
  expect(headings).toEqual([
    ...['# ../../etc/passwd', '## Summary', '### Decisions', '### Action items', '### Open questions'],
    ...['### Topics', '#### Costs', '## Notes', '### Plan', '## Transcript'],
  ]);
  const plain = words.replace(/[\u2068\u2069\n]/g, '');
  for (const said of hostileTexts.map(oneLine)) expect(plain).toContain(said);
});

/** All words of a file of XML, which must be whole. */
function wordsOfXml(xml: string): string {
  let words = '';
  const reader = new SaxesParser({ xmlns: true });
  reader.on('error', (error) => {
    throw error;
  });
  reader.on('text', (text) => (words += text));
  reader.write(xml).close();
  return words;
}

test('DOCX is a whole package of whole XML, with every word and nothing run', async () => {
  const parts = unzipSync(await bytes('docx'));
  const xml = Object.entries(parts).filter(([name]) => /\.(xml|rels)$/.test(name));
  expect(xml.length).toBeGreaterThan(5);
  for (const [, data] of xml) wordsOfXml(strFromU8(data));
  const document = strFromU8(parts['word/document.xml'] ?? new Uint8Array());
  const words = wordsOfXml(document);
  for (const word of ['Summary', 'David: ', 'Thursday', ...hostileTexts.map(oneLine)])
    expect(words).toContain(word.replace(/[\uFFFE\uFFFF]/g, ' '));
  expect(document).not.toMatch(/w:(instrText|fldSimple|object|hyperlink)/);
});

test('JSON passes its schema, and is read again as what it was', async () => {
  const json = await text('json');
  const validate = new Ajv({ strict: false }).compile(toJsonSchema(MeetingFile));
  expect(validate(JSON.parse(json))).toBe(true);
  expect(readMeetingFile(new TextEncoder().encode(json))).toEqual(JSON.parse(json));
});

test.each(['{', '[]', '{"format":"meetmemo-meeting"}', '{"segments":[]}', '\u0000'])(
  'what is no meeting is not taken for one: %j',
  (content) => {
    expect(() => readMeetingFile(new TextEncoder().encode(content))).toThrow('holds no meeting');
  },
);

test('places that lead nowhere are refused', async () => {
  const file = JSON.parse(await text('json')) as MeetingFile;
  const segments = file.transcript?.segments ?? [];
  const [first] = segments;
  if (first) first.speaker = 99;
  expect(() => readMeetingFile(new TextEncoder().encode(JSON.stringify(file)))).toThrow('holds no meeting');
});

test('the letter has its words, its one file, and no head line of a title', async () => {
  const letter = withSummary(
    exportSource({ title: 'Budget “Ж” 会議\r\nBcc: all@example.com', said: [{ text: 'Secret words.' }] }),
  );
  const { data: eml } = await write(letter, 'eml', allParts, loadPdf);
  const { subject, bcc, text: body, attachments } = await PostalMime.parse(eml);
  expect({ subject, bcc }).toEqual({ subject: 'Budget “Ж” 会議 Bcc: all@example.com', bcc: undefined });
  expect(body).toContain('David: Send the report (by Thursday)');
  expect(body).not.toContain('Secret words');
  expect(attachments).toMatchObject([
    { filename: 'Budget “Ж” 会議 Bcc all@example.com.pdf', mimeType: 'application/pdf' },
  ]);
  expect(
    Buffer.from(attachments[0]?.content as ArrayBuffer)
      .subarray(0, 5)
      .toString(),
  ).toBe('%PDF-');
});

test('what has nothing to say in a format is said, and not written', async () => {
  const empty = { ...exportSource({}), transcript: null };
  const none = (format: ExportFormat) => write(empty, format, allParts, loadPdf);
  for (const format of ['srt', 'vtt', 'csv', 'actions'] as const)
    await expect(none(format)).rejects.toMatchObject({ code: 'not_found' });
  for (const format of ['pdf', 'md', 'docx', 'json', 'txt', 'eml'] as const)
    expect((await none(format)).data.length).toBeGreaterThan(0);
});

test('names and times that are left out are in no file', async () => {
  const named = withSummary(
    exportSource({
      said: [
        { text: 'Good morning.', by: 0, startMs: 3_723_004 },
        { text: 'Yes.', by: 1, startMs: 3_733_004 },
      ],
      names: ['Zoë', 'Håkon'],
      notes: 'Words',
    }),
  );
  const options = { ...allParts, speakers: false, times: false };
  const written = async (format: TextFormat, more = {}) => {
    const { data } = await write(named, format, { ...options, ...more }, loadPdf);
    return new TextDecoder().decode(format === 'docx' ? unzipSync(data)['word/document.xml'] : data);
  };
  for (const format of ['md', 'txt', 'html', 'json', 'srt', 'vtt', 'csv', 'actions', 'docx'] as const) {
    const file = await written(format);
    expect(file, format).not.toMatch(/Zoë|Håkon|David|Speaker/);
    // JSON and subtitles are nothing without times.
    if (!['json', 'srt', 'vtt'].includes(format)) expect(file, format).not.toMatch(/1?:02:03/);
    expect(await written(format, { speakers: true }), format).toMatch(format === 'actions' ? /David/ : /Zoë/);
  }
  expect(await written('csv')).toBe('"Text","Confidence"\r\n"Good morning.","0.90"\r\n"Yes.","0.90"\r\n');
  expect((await written('csv', { times: true })).split('\r\n')[0]).toBe('"Start","End","Text","Confidence"');
  expect((await written('actions')).split('\r\n')[0]).toBe('"Action item","When","Support"');
  const json = new TextEncoder().encode(await written('json'));
  expect(isIn(named, readMeetingFile(json))).toBe(true);
});

test('what marks a word that was hardly understood is said where there is one', async () => {
  const dots = 'Dotted words were hardly understood.';
  const brackets = 'Words with [?] after them were hardly understood.';
  const says = async (format: TextFormat, unsure: string[], marks = true) => {
    const meeting = exportSource({ said: [{ text: 'Hardly heard.', unsure }] });
    const { data } = await write(meeting, format, { ...allParts, marks }, loadPdf);
    const all = new TextDecoder().decode(format === 'docx' ? unzipSync(data)['word/document.xml'] : data);
    return [dots, brackets].filter((words) => all.replaceAll('\\', '').includes(words));
  };
  for (const format of ['md', 'txt', 'html'] as const) {
    expect(await says(format, ['Hardly']), format).toEqual([brackets]);
    expect(await says(format, []), format).toEqual([]);
  }
  expect(await says('docx', ['Hardly'])).toEqual([dots]);
  expect(await says('docx', [])).toEqual([]);
  expect(await says('docx', ['Hardly'], false)).toEqual([]);
});

test('more than the library takes is refused', async () => {
  const json = await text('json');
  const [long, many, cites] = [1, 2, 3].map(() => JSON.parse(json) as MeetingFile);
  const claim = { text: 'x', citations: [0], support: 'found' as const };
  long?.summary?.content.overview.push({ ...claim, text: 'x'.repeat(10_001) });
  many?.summary?.content.questions.push(...Array.from({ length: 1001 }, () => claim));
  cites?.summary?.content.decisions.push({ ...claim, citations: Array.from({ length: 1001 }, () => 0) });
  for (const file of [long, many, cites])
    expect(() => readMeetingFile(new TextEncoder().encode(JSON.stringify(file)))).toThrow(
      expect.objectContaining({ code: 'invalid_input' }),
    );
});
