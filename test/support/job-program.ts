import type { Job } from '../../src-main/contract/jobs.ts';
import { openCore } from '../../src-main/hosts/headless/open-core.ts';

/** The core as a window has it: takes up the library's jobs, and prints the state of each whenever it changes. */
const [, , home = ''] = process.argv;
const { api } = openCore(home, 'loopback').connect();
const say = (jobs: readonly Job[]) => {
  for (const { state, doneMs } of jobs) process.stdout.write(`${state} ${doneMs}\n`);
};
api.jobs.changed(({ jobs }) => {
  say(jobs);
});
const { jobs } = await api.jobs.list();
say(jobs);
// Until it is killed.
setInterval(() => undefined, 1000);
