import type { Api } from '../../contract/index.ts';
import type { Queue } from '../../contract/jobs.ts';
import { jobLine } from './job-lines.ts';
import { openCore } from './open-core.ts';
import { watchJob } from './watch-job.ts';

const commands = ['list', 'cancel', 'retry', 'move', 'pause', 'resume'] as const;
type Command = (typeof commands)[number];
const isCommand = (word: string): word is Command => commands.some((command) => command === word);

export interface JobsCommand {
  command: Command;
  id: string;
  /** Only for move; empty: last. */
  before: string;
}

/** What the words after `jobs` mean; undefined: nothing. */
export function readJobsCommand(words: readonly string[]): JobsCommand | undefined {
  const [command = 'list', id = '', before = ''] = words;
  const most = { list: 1, pause: 1, resume: 1, cancel: 2, retry: 2, move: 3 };
  if (!isCommand(command) || words.length > most[command]) return undefined;
  return most[command] > 1 && id === '' ? undefined : { command, id, before };
}

const waits = {
  resume: 'The queue is paused. meetmemo jobs resume lets it go on.\n',
  mains: 'The queue waits for mains power.\n',
  idle: 'The queue waits until the machine is idle.\n',
};
const gate = ({ waitsFor }: Queue) => (waitsFor === null ? '' : waits[waitsFor]);

async function run(api: Api, { command, id, before }: JobsCommand, json: boolean, signal: AbortSignal) {
  const print = (text: string, value: unknown) => {
    process.stdout.write(json ? `${JSON.stringify(value, null, 2)}\n` : text);
  };
  switch (command) {
    case 'list': {
      const listed = await api.jobs.list();
      const lines = listed.jobs.map(jobLine).join('');
      print(`${lines === '' ? 'There are no jobs.\n' : lines}${gate(listed.queue)}`, listed);
      return true;
    }
    case 'cancel': {
      const { jobs } = await api.jobs.cancel({ ids: [id] });
      print(jobs.map(jobLine).join(''), { jobs });
      return true;
    }
    case 'move': {
      const { jobs } = await api.jobs.move({ id, before: before === '' ? null : before });
      print(jobs.map(jobLine).join(''), { jobs });
      return true;
    }
    case 'pause':
    case 'resume': {
      const queue = await api.jobs[command]();
      print(gate(queue) || 'The queue goes on.\n', queue);
      return true;
    }
    case 'retry': {
      await api.jobs.retry({ ids: [id] });
      const job = await watchJob(api, id, signal);
      print(jobLine(job), { jobs: [job] });
      return job.state === 'done';
    }
  }
}

/** Looks after the queue of this library. Tells whether what was asked for is so now. */
export async function jobs(
  home: string,
  command: JobsCommand,
  json: boolean,
  signal: AbortSignal,
): Promise<boolean> {
  const core = openCore(home, 'headless');
  try {
    return await run(core.connect().api, command, json, signal);
  } finally {
    await core.close();
  }
}
