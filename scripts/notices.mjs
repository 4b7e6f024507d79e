import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './lib/paths.mjs';
import { Failure, main, say } from './lib/say.mjs';
import { setup } from './setup.mjs';

const head = `# Third-party notices

MeetMemo is under the MIT licence (see LICENSE). It ships with the packages below, each under its own licence.
better-sqlite3 holds SQLite (public domain) and SQLite3 Multiple Ciphers (MIT, © Ulrich Telle). node-av's binaries hold
FFmpeg in a build under the GNU General Public License, version 3 or later: our sources stay under the MIT licence, and an
installer that carries those binaries is passed on under that one. An installed app comes with Electron's and Chromium's own notices too. Written by \`npm run notices\`; do not edit.
`;

/** Electron's notices are in its own distribution. */
const bringsItsOwn = ['electron'];

/** What packages ask for and the app leaves out, as electron-builder.yml and vite.config.ts say, or never reaches. */
const leftOut = [
  ...['werift', 'unzipper'],
  ...['ipull', 'simple-git', 'cmake-js', 'yargs', 'validate-npm-package-name', 'ignore'],
  ...['cross-spawn', 'ora', 'stdout-update', 'which'],
];
/** Binaries of node-llama-cpp, under its own licence. */
const isPartOfAnother = (name) => name.startsWith('@node-llama-cpp/');

/** Whatever a package compiles in has a licence of its own. */
const licencesInside = { 'node_modules/smart-whisper': ['whisper.cpp/LICENSE'] };

/** Compiled into our binding, loaded by their files, or the one model that finds voices: nothing imports them. */
const compiledIn = ['node_modules/@fugood/whisper.node', 'node_modules/@ricky0123/vad-web'];

/** What says its licence in the text of it alone. */
const unsaid = { 'png-js': 'MIT' };

/** The notices for all that ships: the packages that our sources import, and what those need in turn. */
export function notices() {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  const shipped = new Set(compiledIn);
  for (const name of importedNames()) collect(packages, '', name, shipped);
  const sections = [...shipped].sort().map((path) => section(path, packages[path]));
  return [head, ...sections, fonts()].join('\n');
}

/** Files of ours, and no package. */
function fonts() {
  const text = readFileSync(join(root, 'resources/fonts/OFL.txt'), 'utf8').trim();
  return `## Noto fonts\n\nLicence: OFL-1.1\n\n~~~text\n${text}\n~~~\n`;
}

function importedNames() {
  const pattern = /\b(?:from|import)\s*\(?\s*'((?:@[\w.-]+\/)?[a-z][\w.-]*)(?:\/[^']*)?'/g;
  const files = ['src-main', 'src-preload', 'src-renderer'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true }).map((file) => join(root, folder, file)),
  );
  const sources = files.filter((file) => /\.(ts|tsx|css)$/.test(file) && !/\.test\.tsx?$/.test(file));
  const names = sources.flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(pattern)].map(([, name]) => name),
  );
  return new Set(names.filter((name) => !bringsItsOwn.includes(name)));
}

/** Adds the package that Node would find from there, and all that it depends on. */
function collect(packages, from, name, found) {
  const path = lookUp(packages, from, name);
  if (!path || found.has(path)) return;
  found.add(path);
  const { dependencies, optionalDependencies } = packages[path];
  const needed = Object.keys({ ...dependencies, ...optionalDependencies });
  const shipped = needed.filter((one) => !leftOut.includes(one) && !isPartOfAnother(one));
  for (const next of shipped) collect(packages, path, next, found);
}

function lookUp(packages, from, name) {
  const path = `${from && `${from}/`}node_modules/${name}`;
  if (packages[path]) return path;
  if (from === '') return undefined;
  return lookUp(packages, from.slice(0, Math.max(0, from.lastIndexOf('/node_modules/'))), name);
}

function section(path, { name = path.split('node_modules/').at(-1), version, license = unsaid[name], os }) {
  const folder = join(root, path);
  // The binaries for one system are on that system alone, and these notices are the same everywhere.
  if (os) return `## ${name} ${version}\n\nLicence: ${license}\n`;
  if (!existsSync(folder)) throw new Failure(`${name} is not installed, so its licence can't be read.`);
  const own = readdirSync(folder).filter((file) => /^(licen[cs]e|copying|notice)/i.test(file));
  const texts = [...own.sort(), ...(licencesInside[path] ?? [])].map((file) => {
    const text = readFileSync(join(folder, file), 'utf8').replaceAll('\r\n', '\n').trim();
    return `\n~~~text\n${text}\n~~~\n`;
  });
  return `## ${name} ${version}\n\nLicence: ${license}\n${texts.join('')}`;
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  await main(async () => {
    await setup();
    writeFileSync(join(root, 'THIRD_PARTY.md'), notices());
    say('Written: THIRD_PARTY.md');
  });
}
