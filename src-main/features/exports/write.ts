import type { ExportOptions, TextFormat } from '../../contract/exports.ts';
import { compose } from './compose.ts';
import { actionsCsv, segmentsCsv } from './formats/csv.ts';
import { toEml } from './formats/eml.ts';
import { toHtml } from './formats/html.ts';
import { toJson } from './formats/json.ts';
import { toMd } from './formats/md.ts';
import { toSrt } from './formats/srt.ts';
import { toTxt } from './formats/txt.ts';
import { toVtt } from './formats/vtt.ts';
import { checkThere } from './lacking.ts';
import type { Pdf } from './pdf/write.ts';
import type { Source } from './source.ts';

export const kindsOfFile: Record<TextFormat, { ending: string; mediaType: string }> = {
  pdf: { ending: 'pdf', mediaType: 'application/pdf' },
  md: { ending: 'md', mediaType: 'text/markdown; charset=utf-8' },
  docx: {
    ending: 'docx',
    mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  },
  json: { ending: 'json', mediaType: 'application/json' },
  txt: { ending: 'txt', mediaType: 'text/plain; charset=utf-8' },
  srt: { ending: 'srt', mediaType: 'application/x-subrip; charset=utf-8' },
  vtt: { ending: 'vtt', mediaType: 'text/vtt; charset=utf-8' },
  csv: { ending: 'csv', mediaType: 'text/csv; charset=utf-8' },
  actions: { ending: 'actions.csv', mediaType: 'text/csv; charset=utf-8' },
  eml: { ending: 'eml', mediaType: 'message/rfc822' },
  html: { ending: 'html', mediaType: 'text/html; charset=utf-8' },
};

export interface Written {
  data: Uint8Array<ArrayBuffer>;
  /** What no font of a PDF has. */
  unshown: string[];
}

/** A meeting as a file of this format. */
export async function write(
  source: Source,
  format: TextFormat,
  options: ExportOptions,
  loadPdf: () => Promise<Pdf>,
  signal?: AbortSignal,
): Promise<Written> {
  checkThere(format, options.parts, source);
  switch (format) {
    case 'pdf':
      return (await loadPdf()).write(compose(source, options), signal);
    case 'eml': {
      // The transcript is in the PDF, and too long for a letter.
      const parts = options.parts.filter((part) => part !== 'transcript');
      const letter = compose(source, { ...options, parts });
      const { data, unshown } = await (await loadPdf()).write(compose(source, options), signal);
      return { data: new TextEncoder().encode(toEml(letter, data)), unshown };
    }
    case 'docx': {
      // As large as all the rest, and seldom needed.
      const { toDocx } = await import('./formats/docx.ts');
      return { data: await toDocx(compose(source, options)), unshown: [] };
    }
    default:
      return { data: new TextEncoder().encode(toText(source, format, options)), unshown: [] };
  }
}

function toText(
  source: Source,
  format: Exclude<TextFormat, 'pdf' | 'eml' | 'docx'>,
  options: ExportOptions,
): string {
  switch (format) {
    case 'md':
      return toMd(compose(source, options, 'brackets'));
    case 'txt':
      return toTxt(compose(source, options, 'brackets'));
    case 'html':
      return toHtml(compose(source, options, 'brackets'));
    case 'json':
      return toJson(source, options);
    case 'srt':
      return toSrt(source, options);
    case 'vtt':
      return toVtt(source, options);
    case 'csv':
      return segmentsCsv(source, options);
    case 'actions':
      return actionsCsv(source, options);
  }
}
