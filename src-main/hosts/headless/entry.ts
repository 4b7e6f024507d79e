import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { wrapError } from '../../rpc/errors.ts';
import { checkOutside } from '../../storage/outside.ts';
import { appVersion } from './app-folder.ts';
import { exportFormats, exportParts } from '../../contract/exports.ts';
import { MeetingFile } from '../../contract/meeting-file.ts';
import { call } from './call.ts';
import type { Delivery } from './deliver.ts';
import { devices } from './devices.ts';
import { exportMeetings } from './export.ts';
import { help } from './help.ts';
import { importFiles } from './import.ts';
import { libraryHome } from './home.ts';
import { jobs, readJobsCommand } from './jobs.ts';
import { toJsonSchema } from './json-schema.ts';
import { isModelsCommand, models } from './models.ts';
import { describeMethod, listMethods } from './methods.ts';
import { processFile } from './process.ts';
import { search } from './search.ts';
import { serve } from './serve.ts';
import { suggestNames } from './names.ts';
import { summarize } from './summarize.ts';
import { summaryFormats } from './summary-lines.ts';
import { transcribe } from './transcribe.ts';

class UsageError extends Error {}

function readArguments() {
  try {
    return parseArgs({
      allowPositionals: true,
      allowNegative: true,
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
        parts: { type: 'string' },
        paper: { type: 'string' },
        times: { type: 'boolean' },
        speakers: { type: 'boolean' },
        marks: { type: 'boolean' },
        zip: { type: 'boolean', default: false },
        force: { type: 'boolean', default: false },
        schema: { type: 'boolean', default: false },
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

const written = ['parts', 'paper', 'times', 'speakers', 'marks', 'force'];

type Values = ReturnType<typeof readArguments>['values'];

/** Those that every command takes are not named. */
const optionsOf = new Map<string, readonly string[]>(
  Object.entries({
    methods: ['json'],
    call: ['out'],
    import: ['again', 'folder', 'json'],
    models: ['json'],
    devices: ['again', 'json'],
    transcribe: ['model', 'language', 'prompt', 'format', 'out', 'force'],
    export: ['format', 'out', 'language', 'zip', 'schema', ...written],
    process: ['model', 'language', 'prompt', 'format', 'out', 'zip', ...written],
    summarize: ['template', 'model', 'format'],
    names: ['model', 'json'],
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

/** Words with commas between them, each one of those that there are. */
function readList<T extends string>(option: string, text: string, known: readonly T[]): T[] {
  return text.split(',').map((word) => {
    const found = known.find((one) => one === word.trim());
    if (found === undefined)
      throw new UsageError(`--${option} takes ${known.join(', ')}, with commas between.`);
    return found;
  });
}

const readOne = <T extends string>(option: string, text: string, known: readonly T[]) => {
  const [only, ...more] = readList(option, text, known);
  if (only === undefined || more.length > 0)
    throw new UsageError(`--${option} takes one of ${known.join(', ')}.`);
  return only;
};

function readDelivery(values: Values, usual = 'txt'): Delivery {
  const { format = usual, out, parts, paper, times, speakers, marks, zip, force } = values;
  const formats = readList('format', format, exportFormats);
  const isBinary = formats.some((one) => one === 'pdf' || one === 'docx');
  if (out === undefined && formats.length > 1)
    throw new UsageError('Several formats are written to the folder of --out, which is missing.');
  if (out === undefined && (zip || (isBinary && process.stdout.isTTY)))
    throw new UsageError('Files are written to the folder of --out, which is missing.');
  const options = {
    ...(parts !== undefined && { parts: readList('parts', parts, exportParts) }),
    ...(paper !== undefined && { paper: readOne('paper', paper, ['a4', 'letter']) }),
    ...(times !== undefined && { times }),
    ...(speakers !== undefined && { speakers }),
    ...(marks !== undefined && { marks }),
  };
  return { formats, out, zip, overwrite: force, options };
}

/** What is printed as text is what is said, unless something else is asked for. */
function withParts(delivery: Delivery): Delivery {
  const isPrinted = delivery.out === undefined && delivery.formats.join() === 'txt';
  const options = isPrinted ? { parts: ['transcript' as const], ...delivery.options } : delivery.options;
  return { ...delivery, options };
}

function readExport({ language, ...values }: Values): Delivery {
  const delivery = withParts(readDelivery(values));
  if (language === undefined) return delivery;
  const own = { language: readOne('language', language, ['en', 'de', 'es']) };
  return { ...delivery, options: { ...delivery.options, ...own } };
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

function readPort(value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  const port = /^\d{1,5}$/.test(value) ? Number(value) : NaN;
  if (!(port <= 65_535)) throw new UsageError('--port takes a number from 0 to 65535.');
  return port;
}

async function runExport(home: string, words: string[], values: Values, signal: AbortSignal): Promise<void> {
  const delivery = readExport(values);
  const [first, second, ...excess] = words;
  if (first === undefined) throw new UsageError('export takes meetings by their ids or exact titles.');
  const isVersion = second !== undefined && excess.length === 0 && /^[1-9]\d{0,8}$/.test(second);
  if (isVersion && (delivery.formats.length > 1 || delivery.zip))
    throw new UsageError('A version other than the one that is shown is exported in one format at a time.');
  if (second !== undefined && !isVersion && delivery.out === undefined)
    throw new UsageError('Several meetings are written to the folder of --out, which is missing.');
  const version = isVersion ? Number(second) : undefined;
  const what = isVersion ? [first] : words;
  if (!(await exportMeetings(home, what, version, delivery, signal))) process.exitCode = 1;
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
  if (values.out === '') throw new UsageError('--out needs a path.');
  const home = libraryHome(values.home);
  const [first, second, ...excess] = rest;
  checkOptions(command, values);
  if (values.out !== undefined) checkOutside(resolve(home), resolve(values.out));
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
      const delivery = readDelivery(values);
      const said = { ...delivery, options: { parts: ['transcript' as const] } };
      if (!(await transcribe(home, first, readOptions(values), said, signal))) process.exitCode = 1;
      return;
    }
    case 'process': {
      if (first === undefined || second !== undefined || values.out === undefined)
        throw new UsageError('process takes one file, and a folder with --out.');
      const delivery = readDelivery(values, 'pdf,md');
      if (!(await processFile(home, first, readOptions(values), delivery, values.out, signal)))
        process.exitCode = 1;
      return;
    }
    case 'export':
      if (values.schema) {
        print(`${JSON.stringify(toJsonSchema(MeetingFile), null, 2)}\n`);
        return;
      }
      await runExport(home, rest, values, signal);
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
    case 'names': {
      if (first === undefined || second !== undefined)
        throw new UsageError('names takes one meeting by its id or exact title.');
      const { model, json } = values;
      if (!(await suggestNames(home, first, model, json, signal))) process.exitCode = 1;
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
      has(
        'serve',
        'import',
        'models',
        'devices',
        'transcribe',
        'export',
        'process',
        'summarize',
        'names',
        'jobs',
        'search',
      ) && !has('call', '--json');
    process.stderr.write(isForPeople ? `${message}\n` : `${JSON.stringify({ code, message, details })}\n`);
    process.exitCode = 1;
  }
}
// A client that keeps its connection open, or a child that is slow to end, must not keep the command.
process.stdout.write('', (error) => {
  if (!error) process.exit();
});
