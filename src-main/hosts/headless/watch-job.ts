import type { Api } from '../../contract/index.ts';
import type { Job } from '../../contract/jobs.ts';
import { AppError } from '../../rpc/errors.ts';
import { showJob } from './job-lines.ts';

const hasEnded = ({ state }: Job) => state === 'done' || state === 'failed' || state === 'cancelled';

/** Says why nothing begins; a pause lasts until somebody ends it, so that waiting for it here would be in vain. */
function checkGate(waitsFor: 'resume' | 'mains' | 'idle' | null): void {
  if (waitsFor === 'resume')
    throw new AppError('conflict', 'The queue is paused. meetmemo jobs resume lets it go on.');
  if (waitsFor === 'mains') process.stderr.write('Waiting for mains power, as the settings say.\n');
  if (waitsFor === 'idle') process.stderr.write('Waiting until the machine is idle, as the settings say.\n');
}

/**
 * Follows a job to its end, on standard error; a signal cancels it. So does a disk that has no room for files: whoever
 * waits at a terminal can make some, or choose another.
 */
export async function watchJob(api: Api, id: string, signal: AbortSignal): Promise<Job> {
  const lines = showJob(process.stderr);
  const { promise, resolve } = Promise.withResolvers<Job>();
  const cancel = () => {
    // Where that can't be saved the job goes on, and the next word of it asks again.
    api.jobs.cancel({ ids: [id] }).catch(() => undefined);
  };
  let noRoom = '';
  const take = (job: Job) => {
    if (job.id !== id) return;
    if (hasEnded(job)) resolve(job);
    else if (job.kind === 'export' && job.retryAt !== null && job.error?.code === 'disk_full') {
      noRoom = `${job.error.message}\n`;
      cancel();
    } else lines.show(job);
  };
  const stop = api.jobs.changed(({ jobs }) => {
    jobs.forEach(take);
  });
  signal.addEventListener('abort', cancel);
  try {
    const { jobs, queue } = await api.jobs.list();
    // What is exported waits for nothing.
    if (jobs.some((job) => job.id === id && job.kind !== 'export')) checkGate(queue.waitsFor);
    jobs.forEach(take);
    if (signal.aborted) cancel();
    const job = await promise;
    lines.end(job);
    process.stderr.write(noRoom);
    return job;
  } finally {
    stop();
    signal.removeEventListener('abort', cancel);
  }
}
