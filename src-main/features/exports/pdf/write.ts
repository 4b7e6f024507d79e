import { createTurns } from '../../../storage/turns.ts';
import type { Block, Document, Span } from '../document.ts';
import { blockWriter } from './blocks.ts';
import { createFonts, type Fonts } from './fonts.ts';
import { writeHead } from './head.ts';
import { EnoughPages, openSheet, type Steps } from './sheet.ts';

export type Pdf = ReturnType<typeof createPdf>;

/** What writes PDF, with the fonts of that folder, which it reads when they are needed and keeps. */
export function createPdf(fontsFolder: string, appVersion: string) {
  const fonts = createFonts(fontsFolder);
  return {
    /** `unshown`: scripts, by their codes, and characters, by their numbers, that no font has. Words stand for them. */
    async write(document: Document, signal?: AbortSignal) {
      const { sheet, isWhole } = await fill({ fonts, appVersion }, document, signal, Infinity);
      return { data: await sheet.bytes(isWhole), unshown: [...sheet.unshown] };
    },
    /** The first page as a picture, as SVG; `unshown` is of the whole. */
    async draw(document: Document, signal?: AbortSignal) {
      const { sheet, isWhole } = await fill({ fonts, appVersion }, document, signal, 1);
      return { svg: sheet.picture(isWhole), isWhole, unshown: [...sheet.unshown] };
    },
  };
}

async function fill(
  { fonts, appVersion }: { fonts: Fonts; appVersion: string },
  document: Document,
  signal: AbortSignal | undefined,
  mostPages: number,
) {
  const { title, startedAt, language, options, words } = document;
  const places = placesOf(document.blocks);
  const sheet = openSheet(
    {
      ...{ fonts, language, places, words, says: options.language },
      paper: options.paper,
      lang: language ?? options.language,
      info: { Title: title, CreationDate: new Date(startedAt), Creator: `MeetMemo ${appVersion}` },
    },
    mostPages,
  );
  const turn = createTurns();
  async function inTurns(steps: Steps): Promise<void> {
    while (!steps.next().done) {
      signal?.throwIfAborted();
      await turn();
    }
  }
  const left = [...document.blocks.entries()].reverse();
  function* writing(): Steps {
    yield* writeHead(sheet, document);
    const write = blockWriter(sheet, document, places);
    for (let next = left.pop(); next; next = left.pop()) {
      yield* write(next[0]);
      yield;
    }
  }
  function* looking(): Steps {
    for (let next = left.pop(); next; next = left.pop()) {
      sheet.lookAt(spansIn(next[1]));
      yield;
    }
  }
  try {
    await inTurns(writing());
    return { sheet, isWhole: true };
  } catch (error) {
    if (!(error instanceof EnoughPages)) throw error;
    await inTurns(looking());
    return { sheet, isWhole: false };
  }
}

/** All words of it. */
function spansIn(block: Block): readonly Span[] {
  switch (block.kind) {
    case 'turn':
      return block.segments.flatMap(({ spans }) => spans);
    case 'table':
      return block.rows.flat(2);
    case 'code':
      return [{ text: block.text }];
    case 'rule':
      return [];
    default:
      return block.spans;
  }
}

/** By their segments, the turns that something in the file leads to. */
function placesOf(blocks: readonly Block[]): Map<string, string> {
  const wanted = new Set(
    blocks.flatMap((block) =>
      'spans' in block ? block.spans.flatMap(({ segmentId }) => segmentId ?? []) : [],
    ),
  );
  const places = new Map<string, string>();
  for (const [index, block] of blocks.entries()) {
    if (block.kind !== 'turn') continue;
    for (const { id } of block.segments) if (wanted.has(id)) places.set(id, `t${String(index)}`);
  }
  return places;
}
