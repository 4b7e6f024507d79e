import type { ExportFormat, ExportOptions } from '../../contract/exports.ts';
import { AppError } from '../../rpc/errors.ts';
import { compose } from './compose.ts';
import { actionsCsv, segmentsCsv } from './formats/csv.ts';
import { toEml } from './formats/eml.ts';
import { toJson } from './formats/json.ts';
import { toMd } from './formats/md.ts';
import { toSrt } from './formats/srt.ts';
import { toTxt } from './formats/txt.ts';
import { toVtt } from './formats/vtt.ts';
import type { ToPdf } from './pdf/write.ts';
import type { Source } from './source.ts';

export const kindsOfFile: Record<ExportFormat, { ending: string; mediaType: string }> = {
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
};

/** A file of these has nothing to say without it. */
function checkThere(format: ExportFormat, { transcript, summary }: Source): void {
  if (format === 'actions' && !summary)
    throw new AppError('not_found', 'This meeting has no summary yet, and so no action items.');
  if (['srt', 'vtt', 'csv'].includes(format) && !transcript)
    throw new AppError('not_found', 'This meeting has no transcript yet.');
}

/** A meeting as a file of this format. */
export async function write(
  source: Source,
  format: ExportFormat,
  options: ExportOptions,
  loadPdf: () => Promise<ToPdf>,
  signal?: AbortSignal,
): Promise<Uint8Array<ArrayBuffer>> {
  checkThere(format, source);
  const bytes = (text: string) => new TextEncoder().encode(text);
  switch (format) {
    case 'pdf':
      return (await loadPdf())(compose(source, options), signal);
    case 'eml': {
      // The transcript is in the PDF, and too long for a letter.
      const parts = options.parts.filter((part) => part !== 'transcript');
      const letter = compose(source, { ...options, parts });
      const toPdf = await loadPdf();
      return bytes(toEml(letter, await toPdf(compose(source, options), signal)));
    }
    case 'docx': {
      // As large as all the rest, and seldom needed.
      const { toDocx } = await import('./formats/docx.ts');
      return toDocx(compose(source, options));
    }
    case 'md':
      return bytes(toMd(compose(source, options)));
    case 'txt':
      return bytes(toTxt(compose(source, options)));
    case 'json':
      return bytes(toJson(source, options));
    case 'srt':
      return bytes(toSrt(source, options));
    case 'vtt':
      return bytes(toVtt(source, options));
    case 'csv':
      return bytes(segmentsCsv(source, options));
    case 'actions':
      return bytes(actionsCsv(source, options));
  }
}
