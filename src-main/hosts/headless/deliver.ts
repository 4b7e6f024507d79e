import { resolve } from 'node:path';
import type { ExportFormat, ExportOptions } from '../../contract/exports.ts';
import type { Api } from '../../contract/index.ts';
import type { Segment, Transcript } from '../../contract/transcripts.ts';
import { checkOut, writeOut } from './write-out.ts';

const PAGE = 5000;

export interface Delivery {
  formats: ExportFormat[];
  /** The folder to write to; undefined: standard output. */
  out: string | undefined;
  overwrite: boolean;
  zip: boolean;
  /** Those that were named. */
  options: Partial<ExportOptions>;
}

export async function segmentsOf(api: Api, id: string): Promise<Segment[]> {
  const all: Segment[] = [];
  for (;;) {
    const { segments, total } = await api.transcripts.segments({ id, from: all.length, limit: PAGE });
    all.push(...segments);
    if (segments.length === 0 || all.length >= total) return all;
  }
}

/** Before the work: whether there will be a place for what comes of it. */
export function checkDelivery({ out }: Delivery): void {
  if (out !== undefined) checkOut(resolve(out));
}

/** Prints a meeting in one format, or writes it to a file of each and prints their names. */
export async function deliver(
  api: Api,
  meetingId: string,
  transcriptId: string | undefined,
  { formats, out, overwrite, options }: Delivery,
): Promise<void> {
  const what = { meetingId, ...(transcriptId !== undefined && { transcriptId }), ...options };
  for (const format of formats) {
    const { name: whole, data, unshown } = await api.exports.make({ ...what, format });
    sayUnshown(unshown);
    if (out === undefined) {
      process.stdout.write(data);
      continue;
    }
    const [, name = '', ending = ''] = /^(.*?)\.(actions\.csv|\w+)$/s.exec(whole) ?? [];
    process.stdout.write(`${writeOut(resolve(out), { name, ending, data }, overwrite)}\n`);
  }
}

const scriptNames = new Intl.DisplayNames('en', { type: 'script' });

/** On standard error: what a PDF could not show. */
export function sayUnshown(unshown: readonly string[]): void {
  if (unshown.length === 0) return;
  const names = unshown.map((code) => (code.startsWith('U+') ? code : (scriptNames.of(code) ?? code)));
  const where =
    'Words in brackets stand for it, and copying them gives the text itself; Markdown and DOCX have it.';
  process.stderr.write(`The PDF has no letters for: ${names.join(', ')}. ${where}\n`);
}

/** On standard error: which of several versions this is. */
export function sayVersion(own: Transcript, versions: readonly Transcript[]): void {
  if (versions.length < 2) return;
  const shown = versions.find(({ isChosen }) => isChosen);
  const others =
    !shown || own.isChosen
      ? ', the one that is shown'
      : `. Version ${shown.version}${shown.isEdited ? ', which was edited,' : ''} stays the one that is shown`;
  process.stderr.write(`This is version ${own.version}${others}.\n`);
}
