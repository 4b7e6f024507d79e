import { spawn } from 'node:child_process';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureBuilt } from './build.mjs';
import { openBrowser } from './lib/browser.mjs';
import { hasDisplay, isRootOnLinux } from './lib/display.mjs';
import { ensureElectron } from './lib/electron.mjs';
import { node24, root } from './lib/paths.mjs';
import { exitStatus } from './lib/run.mjs';
import { Failure, main, say } from './lib/say.mjs';
import { setup } from './setup.mjs';

const help = `npm start -- [options]     sets up, builds and opens MeetMemo

  --no-open      open nothing: serve on 127.0.0.1 and print the address
  --browser      open the browser, even where Electron is at hand
  --electron     try again to fetch Electron
  --port N       serve on this port, 0 for any free one (default: the library's usual one)
  --home DIR     the library's folder (default: MEETMEMO_HOME, else the usual place)
  --help         this text`;

const flags = {
  'no-open': { type: 'boolean' },
  browser: { type: 'boolean' },
  electron: { type: 'boolean' },
  port: { type: 'string' },
  home: { type: 'string' },
  help: { type: 'boolean' },
};

const addressPattern = /http:\/\/127\.0\.0\.1:\d+\/enter\?token=[^\s"']+/;
const atOnceMs = 10_000;

await main(async () => {
  const options = parse();
  if (options.help) return console.log(help);
  await setup();
  await ensureBuilt();
  const wantsElectron = !options['no-open'] && !options.browser;
  return (wantsElectron ? await openElectron(options) : undefined) ?? serve(options);
});

function parse() {
  try {
    const { values } = parseArgs({ options: flags });
    if (values.port !== undefined && !isPort(values.port))
      throw new Error(`"${values.port}" is no port number.`);
    // npm runs scripts in the project's folder; a path is meant from where the person stands.
    if (values.home) values.home = resolve(process.env.INIT_CWD ?? '.', values.home);
    return values;
  } catch (error) {
    throw new Failure(`${error.message}\n\n${help}`, 2);
  }
}

function isPort(text) {
  return /^\d{1,5}$/.test(text) && Number(text) <= 65_535;
}

/** The exit status, or undefined where Electron can't be used and a sentence has said so. */
async function openElectron({ electron: tryAgain, home }) {
  const instead = 'so MeetMemo runs in the browser instead.';
  if (isRootOnLinux()) return say(`Electron keeps its sandbox, which root may not use, ${instead}`);
  if (!hasDisplay()) return say(`Electron finds no display to open a window on, ${instead}`);
  const binary = await ensureElectron({ tryAgain });
  if (!binary) return say('So MeetMemo runs in the browser instead.');

  const env = { ...process.env, ...(home && { MEETMEMO_HOME: home }) };
  // Editors set this for their own terminals; Electron would then open no window.
  delete env.ELECTRON_RUN_AS_NODE;
  const started = Date.now();
  const status = await exitStatus(spawn(binary, [root], { stdio: 'inherit', env })).catch(() => 127);
  if (status === 0 || Date.now() - started > atOnceMs) return status;
  return say(`Electron ended at once (status ${status}), ${instead}`);
}

async function serve({ port, home, 'no-open': noOpen }) {
  const args = [join(root, 'dist', 'main', 'meetmemo.js'), 'serve'];
  if (port) args.push('--port', port);
  if (home) args.push('--home', home);
  const server = spawn(node24, args, { stdio: ['inherit', 'pipe', 'inherit'] });
  server.stdout.pipe(process.stdout);
  if (!noOpen) whenServing(server, (url) => openBrowser(url, () => server.kill('SIGTERM')));
  const status = await exitStatus(server);
  if (status > 128) say('MeetMemo stopped unexpectedly. What was saved is safe; start it again.');
  return status;
}

function whenServing(server, open) {
  let text = '';
  const read = (chunk) => {
    text += chunk;
    const url = addressPattern.exec(text)?.[0];
    // Only a whole line holds the whole token.
    if (!url || !text.endsWith('\n')) return;
    server.stdout.off('data', read);
    open(url);
  };
  server.stdout.setEncoding('utf8').on('data', read);
}
