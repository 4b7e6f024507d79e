import type { Hit } from '../../contract/search.ts';
import { clock } from '../../features/exports/clock.ts';
import { plain } from './import-lines.ts';

const day = (time: number) => new Date(time).toISOString().slice(0, 10);

/** What was found, a meeting with its id on a line, and below it where its words are. */
export function hitLines({ meeting, notes, summary, people, moments, momentCount, isCounted }: Hit): string {
  const lines = [`${meeting.id}  ${day(meeting.startedAt)}  ${plain(meeting.title)}`];
  if (people.length > 0) lines.push(`    with ${people.map(({ text }) => plain(text)).join(', ')}`);
  if (notes) lines.push(`    in the notes: ${plain(notes.text)}`);
  if (summary) lines.push(`    in the summary: ${plain(summary.text)}`);
  for (const { startMs, text } of moments) lines.push(`    ${clock(startMs)}  ${plain(text)}`);
  const more = momentCount - moments.length;
  if (more > 0) lines.push(`    and ${isCounted ? '' : 'at least '}${String(more)} more`);
  return `${lines.join('\n')}\n`;
}
