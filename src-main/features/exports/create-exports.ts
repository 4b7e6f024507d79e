import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { exportHandlers } from './handlers.ts';
import { exportJob } from './job.ts';
import type { ExportParts } from './parts.ts';
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
    /** At start: what waits was asked for by a window that is gone, but for what a job is still at. */
    recover(isUnderWay: (jobId: string) => boolean): void {
      for (const name of namesIn(waiting)) {
        const jobId = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/.exec(name)?.[0] ?? '';
        if (!isUnderWay(jobId)) rmSync(join(waiting, name), { force: true });
      }
    },
  };
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
