import { resolve } from 'node:path';
import type { Api } from '../../contract/index.ts';
import type { Meeting } from '../../contract/meetings.ts';
import type { Segment, Transcript } from '../../contract/transcripts.ts';
import { formats, type Format } from '../../features/transcripts/formats/formats.ts';
import { namesOf } from '../../features/transcripts/formats/names.ts';
import { checkOut, fileNameOf, writeOut } from './write-out.ts';

const PAGE = 5000;

export interface Delivery {
  format: Format;
  /** The folder to write to; undefined: standard output. */
  out: string | undefined;
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

/** Prints a transcript, or writes it to a file and prints the name of that. */
export async function deliver(
  api: Api,
  { id, title, startedAt }: Meeting,
  transcript: Transcript,
  { format, out }: Delivery,
): Promise<void> {
  const segments = await segmentsOf(api, transcript.id);
  const names = namesOf((await api.speakers.list({ meetingId: id })).speakers);
  const text = formats[format]({ title, startedAt, transcript, names, segments });
  process.stdout.write(
    out === undefined ? text : `${writeOut(resolve(out), fileNameOf(title), format, text)}\n`,
  );
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
