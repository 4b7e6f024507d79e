import type { Job } from '../../contract/jobs.ts';
import { clock } from '../../features/exports/clock.ts';
import { plain, type Output } from './import-lines.ts';

const TENTH = 10;

const percentOf = ({ doneMs, totalMs }: Job) =>
  totalMs === null || totalMs === 0 ? 0 : Math.min(100, Math.floor((100 * doneMs) / totalMs));

function state(job: Job): string {
  const left = job.msLeft === null ? '' : `, ${clock(job.msLeft)} left`;
  switch (job.state) {
    case 'queued':
      return job.retryAt === null
        ? 'waiting'
        : `tried again soon after: ${job.error?.message ?? 'a failure'}`;
    case 'running':
      return `${String(percentOf(job))} %${left}`;
    case 'done':
      return 'done';
    case 'failed':
      return `failed: ${job.error?.message ?? ''} [${job.error?.code ?? ''}]`;
    case 'cancelled':
      return `cancelled${kept(job)}`;
  }
}

/** What a job that was stopped leaves. */
function kept({ id, kind, doneMs, totalMs }: Job): string {
  if (kind === 'export') {
    if (doneMs === 0) return `. Nothing was written yet. meetmemo jobs retry ${id} begins again.`;
    return `. Files that were whole are kept, a zip that was not is gone; meetmemo jobs retry ${id} goes on.`;
  }
  if (kind === 'summarize' || kind === 'suggestNames') return `. meetmemo jobs retry ${id} begins again.`;
  if (doneMs === 0) return `. Nothing was transcribed yet. meetmemo jobs retry ${id} begins again.`;
  const of = totalMs === null ? '' : ` of ${clock(totalMs)}`;
  return `. The first ${clock(doneMs)}${of} are kept; meetmemo jobs retry ${id} goes on from there.`;
}

const titleOf = ({ meetings, title }: Job) => (meetings > 1 ? `${String(meetings)} meetings` : plain(title));

const doing: Record<Job['kind'], string> = {
  transcribe: 'Transcribing',
  redo: 'Redoing a part of',
  summarize: 'Summarising',
  suggestNames: 'Looking for names in',
  export: 'Exporting',
};
const aboutOf = (job: Job) => `${doing[job.kind]} ${titleOf(job)}`;

/** A job on one line, its id first so that it can be named. */
export const jobLine = (job: Job) => `${job.id}  ${titleOf(job)}: ${state(job)}\n`;

/** In a terminal one line that changes; elsewhere a line for each tenth that is done. null: says nothing. */
export function showJob(output: Output) {
  let told = '';
  const isLive = output.isTTY === true;
  const wipe = '\r\u001b[K';
  return {
    show(job: Job): void {
      const tenth = TENTH * Math.floor(percentOf(job) / TENTH);
      const text = isLive || job.state !== 'running' ? state(job) : `${String(tenth)} %`;
      const line = `${aboutOf(job)}: ${text}`;
      if (line === told) return;
      told = line;
      output.write(isLive ? `${wipe}${line.slice(0, (output.columns ?? 80) - 1)}` : `${line}\n`);
    },
    /** The last word stays, whole. */
    end(job: Job): void {
      if (isLive) output.write(`${wipe}${aboutOf(job)}: ${state(job)}\n`);
      else this.show(job);
    },
  };
}
