import { openCore } from '../../src-main/hosts/headless/open-core.ts';

/** Exports all meetings of a library into a folder, or goes on with it, and says how far it is. */
const [, , home = '', folder = ''] = process.argv;
const { api } = openCore(home, 'headless').connect();
api.jobs.changed(({ jobs }) => {
  for (const { state, doneMs } of jobs) process.stdout.write(`${state} ${String(doneMs)}\n`);
});
const { jobs } = await api.jobs.list();
const waiting = jobs.find(({ state }) => state === 'queued');
if (waiting) await api.jobs.retry({ ids: [waiting.id] });
else if (jobs.length > 0) process.stdout.write('done 0\n');
else {
  const { items } = await api.meetings.list({ limit: 500 });
  const meetingIds = items.map(({ id }) => id);
  await api.exports.start({ meetingIds, formats: ['md', 'json'], folder });
}
// Until it is killed.
setInterval(() => undefined, 1000);
