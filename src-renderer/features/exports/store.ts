import type { ExportChoices, ExportFormat, ExportOptions } from '../../../src-main/contract/exports.ts';
import type { Job } from '../../../src-main/contract/jobs.ts';
import type { Api } from '../../api.ts';
import { text } from '../../i18n/translate.ts';
import { hasEnded } from '../queue/states.ts';
import type { QueueFeature } from '../queue/store.ts';
import { download } from '../../app/download.ts';
import type { Toasts } from '../toasts/store.ts';

interface ExportsParts {
  api: Api;
  toasts: Toasts;
  queue: QueueFeature;
  showReport(jobId: string): void;
}

export type IfThere = 'keepBoth' | 'replace' | 'skip';
export interface Order extends ExportOptions {
  meetingIds: string[];
  formats: ExportFormat[];
  zip: boolean;
}

export const optionsOf = (
  { parts, times, speakers, marks, paper }: ExportChoices,
  language: ExportOptions['language'],
): ExportOptions => ({ parts, times, speakers, marks, paper, language });

/** Files of meetings: into a folder where the host can ask for one, else as downloads. */
export function createExports({ api, toasts, queue, showReport }: ExportsParts) {
  const { attempt } = toasts;
  /** Those that this window has asked for: it alone tells of their end, and takes what waits. */
  const own = new Set<string>();

  const fetchZip = async (jobId: string) => {
    download(await api.exports.take({ jobId }));
  };

  async function tell({ id, state }: Job): Promise<void> {
    // The queue tells of what failed.
    if (state !== 'done') return;
    const { folder, files, missing, unshown } = await api.exports.report({ jobId: id });
    if (folder === null && files.length > 0) await fetchZip(id);
    const show = {
      text: text('exports.showReport'),
      run: () => {
        showReport(id);
      },
    };
    if (missing.length > 0)
      toasts.keep(text('exports.partly', { done: files.length, missing: missing.length }), id, show);
    // What a browser has taken is in no folder that could be named.
    else toasts.done(text('exports.done'), folder === null && unshown.length === 0 ? null : show);
  }
  queue.store.subscribe(({ jobs }, before) => {
    if (jobs === before.jobs || own.size === 0) return;
    for (const job of jobs) if (hasEnded(job) && own.delete(job.id)) void attempt('export', () => tell(job));
  });

  // There is no report of what the queue has forgotten.
  api.jobs.dismissed(({ ids }) => {
    ids.forEach(toasts.succeeded);
  });

  /** A number of files, as work that the queue shows. */
  const start = (order: Order, folder: string | null, ifThere: IfThere) =>
    attempt('export', async () => {
      const { job } = await api.exports.start({ ...order, folder, ifThere });
      own.add(job.id);
      queue.put([job]);
    });

  return {
    start,
    take: (jobId: string) => attempt('export', () => fetchZip(jobId)),
    /** As a download: one file as it is, more of them as a zip. */
    async send({ meetingIds, formats, zip: _, ...options }: Order): Promise<boolean> {
      const [meetingId = '', ...others] = meetingIds;
      const [format = 'pdf', ...more] = formats;
      if (others.length + more.length > 0)
        return start({ meetingIds, formats, zip: true, ...options }, null, 'keepBoth');
      return attempt('export', async () => {
        download(await api.exports.make({ meetingId, format, ...options }));
        toasts.done(text('exports.done'));
      });
    },
    copy: (meetingId: string, as: 'md' | 'txt' | 'html', options: ExportOptions) =>
      attempt('copy', async () => {
        const read = async (format: 'md' | 'txt' | 'html') =>
          new TextDecoder().decode((await api.exports.make({ meetingId, format, ...options })).data);
        if (as === 'html') {
          const blob = (type: string, content: string) => ({ [type]: new Blob([content], { type }) });
          const [rich, plain] = [
            blob('text/html', await read('html')),
            blob('text/plain', await read('txt')),
          ];
          await navigator.clipboard.write([new ClipboardItem({ ...rich, ...plain })]);
        } else await navigator.clipboard.writeText(await read(as));
        toasts.done(text('toasts.copied'));
      }),
  };
}
