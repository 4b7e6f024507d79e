import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { exportHandlers } from './handlers.ts';
import { exportJob } from './job.ts';
import type { ExportParts, ExportTask } from './parts.ts';
import type { Pdf } from './pdf/write.ts';

export type Outside = Omit<ExportParts, 'waiting' | 'loadPdf'> & { resources: string; appVersion: string };

export function createExports({ resources, appVersion, ...outside }: Outside) {
  const waiting = join(outside.home, 'exports');
  let pdf: Promise<Pdf> | undefined;
  const loadPdf = () =>
    (pdf ??= import('./pdf/write.ts').then(({ createPdf }) =>
      createPdf(join(resources, 'fonts'), appVersion),
    ));
  const parts: ExportParts = { ...outside, waiting, loadPdf };
  return {
    handlers: exportHandlers(parts),
    kinds: { export: exportJob(parts) },
    /** Their words go from what waits as well; the returned function does it, and waits for whoever is at it. */
    leave(meetingIds: readonly string[]): () => Promise<void> {
      const gone = new Set(meetingIds);
      const names = namesIn(waiting).filter((name) => isAbout(outside.findJob, jobOf(name), gone));
      // What is being written begins anew, without them.
      const stops = names.map((name) => [name, outside.restartJob(jobOf(name))] as const);
      return async () => {
        for (const [name, stopped] of stops) {
          if (stopped) await stopped;
          else rmSync(join(waiting, name), { force: true });
        }
      };
    },
    /** At start: what waits was asked for by a window that is gone, but for what a job is still at. */
    recover(isUnderWay: (jobId: string) => boolean): void {
      for (const name of namesIn(waiting)) {
        if (!isUnderWay(jobOf(name))) rmSync(join(waiting, name), { force: true });
      }
    },
  };
}

const jobOf = (name: string) => /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/.exec(name)?.[0] ?? '';

function isAbout(findJob: ExportParts['findJob'], jobId: string, meetings: ReadonlySet<string>): boolean {
  try {
    const { meetingIds } = findJob(jobId).options as ExportTask;
    return meetingIds.some((id) => meetings.has(id));
  } catch {
    // Nobody can take it any more, or tell whose words it holds.
    return true;
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
