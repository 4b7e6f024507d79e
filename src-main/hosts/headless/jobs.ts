import type { Api } from '../../contract/index.ts';
import type { Queue } from '../../contract/jobs.ts';
import { AppError } from '../../rpc/errors.ts';
import { isId } from './find-meeting.ts';
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
/** Nobody does in this process, which is the only one while it runs. */
const runsIt =
  'The queue is no longer paused. The window goes on with it, or meetmemo transcribe, or meetmemo jobs retry ID.\n';
const gate = ({ waitsFor }: Queue) => (waitsFor === null ? '' : waits[waitsFor]);

/** Else it is told that a pattern was not matched. */
function checkId(id: string): void {
  if (!isId(id)) throw new AppError('not_found', 'There is no job of this id. meetmemo jobs lists them.');
}

async function run(api: Api, { command, id, before }: JobsCommand, json: boolean, signal: AbortSignal) {
  const print = (text: string, value: unknown) => {
    process.stdout.write(json ? `${JSON.stringify(value, null, 2)}\n` : text);
  };
  for (const named of [id, before]) if (named !== '') checkId(named);
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
      print(gate(queue) || runsIt, queue);
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
