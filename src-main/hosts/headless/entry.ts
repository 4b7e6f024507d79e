import { parseArgs } from 'node:util';
import { wrapError } from '../../rpc/errors.ts';
import { appVersion } from './app-folder.ts';
import { formatNames } from '../../features/transcripts/formats/formats.ts';
import { call } from './call.ts';
import type { Delivery } from './deliver.ts';
import { devices } from './devices.ts';
import { exportTranscript } from './export.ts';
import { help } from './help.ts';
import { importFiles } from './import.ts';
import { libraryHome } from './home.ts';
import { jobs, readJobsCommand } from './jobs.ts';
import { isModelsCommand, models } from './models.ts';
import { describeMethod, listMethods } from './methods.ts';
import { search } from './search.ts';
import { serve } from './serve.ts';
import { summarize } from './summarize.ts';
import { summaryFormats } from './summary-lines.ts';
import { transcribe } from './transcribe.ts';

class UsageError extends Error {}

function readArguments() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        home: { type: 'string' },
        port: { type: 'string' },
        out: { type: 'string' },
        folder: { type: 'string' },
        model: { type: 'string' },
        template: { type: 'string' },
        language: { type: 'string' },
        prompt: { type: 'string' },
        format: { type: 'string' },
        again: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h' },
        version: { type: 'boolean' },
      },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : 'The arguments can not be understood.');
  }
}

type Values = ReturnType<typeof readArguments>['values'];

/** Those that every command takes are not named. */
const optionsOf = new Map<string, readonly string[]>(
  Object.entries({
    methods: ['json'],
    call: ['out'],
    import: ['again', 'folder', 'json'],
    models: ['json'],
    devices: ['again', 'json'],
    transcribe: ['model', 'language', 'prompt', 'format', 'out'],
    export: ['format', 'out'],
    summarize: ['template', 'model', 'format'],
    jobs: ['json'],
    search: ['json'],
    serve: ['port'],
  }),
);

function checkOptions(command: string, values: Values): void {
  const own = optionsOf.get(command);
  if (!own) throw new UsageError(`There is no command “${command}”.`);
  const { home: _everywhere, ...given } = values;
  for (const [name, value] of Object.entries(given)) {
    if (value !== false && !own.includes(name))
      throw new UsageError(`--${name} does not belong to ${command}.`);
  }
}

function readDelivery({ format = 'txt', out }: Values): Delivery {
  const known = formatNames.find((name) => name === format);
  if (!known) throw new UsageError(`--format takes ${formatNames.join(', ')}.`);
  return { format: known, out };
}

const readOptions = ({ model, language, prompt }: Values) => ({
  ...(model !== undefined && { modelId: model }),
  ...(language !== undefined && { language }),
  ...(prompt !== undefined && { prompt }),
});

function readSummaryFormat({ format = 'md' }: Values) {
  const known = summaryFormats.find((name) => name === format);
  if (!known) throw new UsageError(`--format takes ${summaryFormats.join(', ')}.`);
  return known;
}

function readNumber(word: string | undefined): number | undefined {
  if (word === undefined) return undefined;
  if (!/^[1-9]\d{0,8}$/.test(word)) throw new UsageError('A version is a number, such as 2.');
  return Number(word);
}

function readPort(value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  const port = /^\d{1,5}$/.test(value) ? Number(value) : NaN;
  if (!(port <= 65_535)) throw new UsageError('--port takes a number from 0 to 65535.');
  return port;
}

async function run(signal: AbortSignal): Promise<void> {
  const { values, positionals } = readArguments();
  const [command, ...rest] = positionals;
  const print = (text: string) => {
    process.stdout.write(text);
  };
  if (values.version) {
    print(`${appVersion}\n`);
    return;
  }
  if (values.help || command === undefined || command === 'help') {
    print(help);
    return;
  }
  if (values.home === '') throw new UsageError('--home needs a folder.');
  const home = libraryHome(values.home);
  const [first, second, ...excess] = rest;
  checkOptions(command, values);
  switch (command) {
    case 'methods':
      if (second !== undefined) throw new UsageError('methods takes one AREA.METHOD, or none.');
      print(first === undefined ? listMethods(values.json) : describeMethod(first, values.json));
      return;
    case 'call':
      if (first === undefined || excess.length > 0)
        throw new UsageError('call takes AREA.METHOD and one JSON object.');
      print(await call(home, first, second, values.out, signal));
      return;
    case 'import': {
      if (rest.length === 0) throw new UsageError('import takes files or folders.');
      const { again, folder, json } = values;
      if (!(await importFiles(home, rest, { again, folder, json }, signal))) process.exitCode = 1;
      return;
    }
    case 'models': {
      const isList = first === 'list' || first === 'recommend';
      if (!isModelsCommand(first) || isList !== (second === undefined) || excess.length > 0)
        throw new UsageError('models takes list, recommend, download ID, import FILE or remove ID.');
      if (!(await models(home, first, second ?? '', values.json, signal))) process.exitCode = 1;
      return;
    }
    case 'devices':
      if (rest.length > 0) throw new UsageError('devices takes no arguments besides options.');
      print(await devices(home, values, signal));
      return;
    case 'transcribe': {
      if (first === undefined || first === '' || second !== undefined)
        throw new UsageError('transcribe takes one file, or one meeting by its id or exact title.');
      if (!(await transcribe(home, first, readOptions(values), readDelivery(values), signal)))
        process.exitCode = 1;
      return;
    }
    case 'export':
      if (first === undefined || excess.length > 0)
        throw new UsageError(
          'export takes one meeting by its id or exact title, and the number of a version.',
        );
      await exportTranscript(home, first, readNumber(second), readDelivery(values));
      return;
    case 'summarize': {
      if (first === undefined || second !== undefined)
        throw new UsageError('summarize takes one meeting by its id or exact title.');
      const { template, model } = values;
      const asked = {
        ...(template !== undefined && { templateId: template }),
        ...(model !== undefined && { modelId: model }),
      };
      if (!(await summarize(home, first, asked, readSummaryFormat(values), signal))) process.exitCode = 1;
      return;
    }
    case 'jobs': {
      const asked = readJobsCommand(rest);
      if (!asked)
        throw new UsageError('jobs takes list, cancel ID, retry ID, move ID [BEFORE], pause or resume.');
      if (!(await jobs(home, asked, values.json, signal))) process.exitCode = 1;
      return;
    }
    case 'search':
      if (rest.join(' ').trim() === '') throw new UsageError('search takes the words to look for.');
      if (!(await search(home, rest.join(' '), values.json, signal))) process.exitCode = 1;
      return;
    case 'serve':
      if (rest.length > 0) throw new UsageError('serve takes no arguments besides options.');
      await serve(home, readPort(values.port), signal);
      return;
    default:
      throw new UsageError(`There is no command “${command}”.`);
  }
}

const controller = new AbortController();
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(name, () => {
    controller.abort();
  });
}

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // Whoever reads our output may stop early, as head does. A full disk is another matter.
  if (error.code === 'EPIPE') process.exit();
  const { code, details } = wrapError(error);
  const message = 'The output could not be written, or not all of it.';
  process.stderr.write(`${JSON.stringify({ code, message, details })}\n`, () => process.exit(1));
});

// What stands there only tells of the work, which goes on where nobody listens.
process.stderr.on('error', () => undefined);

try {
  await run(controller.signal);
} catch (error) {
  if (error instanceof UsageError) {
    process.stderr.write(`${error.message}\nmeetmemo --help tells what there is.\n`);
    process.exitCode = 2;
  } else {
    const { code, message, details } = wrapError(error);
    const has = (...words: string[]) => words.some((word) => process.argv.includes(word));
    const isForPeople =
      has('serve', 'import', 'models', 'devices', 'transcribe', 'export', 'summarize', 'jobs', 'search') &&
      !has('call', '--json');
    process.stderr.write(isForPeople ? `${message}\n` : `${JSON.stringify({ code, message, details })}\n`);
    process.exitCode = 1;
  }
}
// A client that keeps its connection open, or a child that is slow to end, must not keep the command.
process.stdout.write('', (error) => {
  if (!error) process.exit();
});
