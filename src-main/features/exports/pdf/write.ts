import { createTurns } from '../../../storage/turns.ts';
import type { Block, Document } from '../document.ts';
import { blockWriter } from './blocks.ts';
import { createFonts, type Fonts } from './fonts.ts';
import { writeHead } from './head.ts';
import { EnoughPages, openSheet } from './sheet.ts';

/** `mostPages`: for a look at the first page the others need not be made. */
export type ToPdf = (
  document: Document,
  signal?: AbortSignal,
  mostPages?: number,
) => Promise<Uint8Array<ArrayBuffer>>;

/** What writes PDF, with the fonts of that folder, which it reads when they are needed and keeps. */
export function createPdf(fontsFolder: string, appVersion: string): ToPdf {
  const parts = { fonts: createFonts(fontsFolder), appVersion };
  return (document, signal, mostPages = Infinity) => toPdf(parts, document, signal, mostPages);
}

async function toPdf(
  { fonts, appVersion }: { fonts: Fonts; appVersion: string },
  document: Document,
  signal: AbortSignal | undefined,
  mostPages: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const { title, startedAt, language, options } = document;
  const places = placesOf(document.blocks);
  const sheet = openSheet(
    {
      ...{ fonts, language, places },
      paper: options.paper,
      lang: language ?? options.language,
      info: { Title: title, CreationDate: new Date(startedAt), Creator: `MeetMemo ${appVersion}` },
    },
    mostPages,
  );
  const turn = createTurns();
  try {
    writeHead(sheet, document);
    const write = blockWriter(sheet, document, places);
    for (const block of document.blocks) {
      write(block);
      signal?.throwIfAborted();
      await turn();
    }
  } catch (error) {
    if (!(error instanceof EnoughPages)) throw error;
  }
  return sheet.bytes();
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
