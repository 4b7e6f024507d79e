import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { arch, env, platform } from 'node:process';
import { node24, nodeModules, root } from './paths.mjs';
import { runQuietly } from './run.mjs';
import { Failure } from './say.mjs';

const sources = join(root, 'native', 'whisper');
const whisper = join(nodeModules, '@fugood', 'whisper.node', 'whisper.cpp');
const llama = join(nodeModules, 'node-llama-cpp', 'llama');

/** The folder of ggml's libraries in its package, which has the same name. */
const target = () => {
  if (platform === 'darwin') return arch === 'arm64' ? 'mac-arm64-metal' : 'mac-x64';
  return `${platform === 'win32' ? 'win' : 'linux'}-${arch}`;
};
const libraries = join('@node-llama-cpp', target(), 'bins', target());
export const ggmlFolder = () => join(nodeModules, libraries);

/** All that a build is made from: any change of it makes another build. */
export function whisperKey() {
  const hash = createHash('sha256');
  for (const name of readdirSync(sources).sort()) hash.update(readFileSync(join(sources, name)));
  for (const name of ['@fugood/whisper.node', 'node-llama-cpp', `@node-llama-cpp/${target()}`])
    hash.update(`${name} ${versionOf(name)}\n`);
  hash.update(readFileSync(import.meta.filename));
  return hash.digest('hex');
}

function versionOf(name) {
  try {
    return JSON.parse(readFileSync(join(nodeModules, name, 'package.json'), 'utf8')).version;
  } catch {
    return 'none';
  }
}

/** Compiles our binding and whisper.cpp into `file`, which lies two folders below node_modules. */
export async function compileWhisper(file, extraFlags = []) {
  if (platform === 'win32') throw new Failure('Compiling it on Windows is not supported yet.');
  const compiler = await findCompiler();
  const work = mkdtempSync(join(tmpdir(), 'meetmemo-whisper-'));
  try {
    writeFileSync(join(work, 'whisper.cpp'), adaptedSource());
    const headers = await ggmlHeaders(work);
    const includes = [work, join(whisper, 'include'), join(whisper, 'src'), headers, nodeHeaders()];
    const flags = [
      ...['-std=c++17', '-O3', '-fPIC', '-fvisibility=hidden', '-DNAPI_VERSION=8', ...extraFlags],
      `-DWHISPER_VERSION="${whisperVersion()}"`,
      ...includes.flatMap((folder) => ['-isystem', folder]),
    ];
    const units = readdirSync(sources).filter((name) => name.endsWith('.cpp'));
    const objects = units.map((name) => join(work, `${name}.o`));
    for (const [index, name] of units.entries())
      await demand(compiler, [...flags, '-c', join(sources, name), '-o', objects[index]]);
    await demand(compiler, [...linkFlags(extraFlags), '-o', file, ...objects, ...ggmlLibraries()]);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** Compiles a test of our sources into a program. */
export async function compileWithGgml(source, file, optimise = '-O3') {
  const work = mkdtempSync(join(tmpdir(), 'meetmemo-whisper-'));
  try {
    const folders = [join(whisper, 'include'), join(whisper, 'src'), await ggmlHeaders(work)];
    const headers = folders.flatMap((folder) => ['-isystem', folder]);
    const flags = [
      '-std=c++17',
      optimise,
      `-DWHISPER_VERSION="${whisperVersion()}"`,
      ...headers,
      '-I',
      sources,
    ];
    const libraries = [...ggmlLibraries(), `-Wl,-rpath,${ggmlFolder()}`];
    await demand(await findCompiler(), [...flags, source, '-o', file, ...libraries]);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/**
 * Flash attention makes the encoder faster on a processor (ours most of all: native/whisper/on-processor.h), and the
 * decoder several times slower; whisper.cpp has one switch for both. So the encoder gets it there in any case, and the
 * switch is for the decoder.
 */
function adaptedSource() {
  const source = readFileSync(join(whisper, 'src', 'whisper.cpp'), 'utf8');
  const inEncoder = /(whisper_build_graph_encoder\([^]*?if \(wctx\.params\.flash_attn)\)/;
  if (!inEncoder.test(source))
    throw new Failure('The sources of whisper.cpp are not those that were expected.');
  return source.replace(inEncoder, '$1 || !wctx.params.use_gpu)');
}

async function findCompiler() {
  for (const name of [env.CXX, 'g++', 'clang++', 'c++'].filter(Boolean)) {
    const found = await runQuietly(name, ['--version']).catch(() => undefined);
    if (found?.status === 0) return name;
  }
  throw new Failure('There is no C++ compiler here.');
}

async function demand(command, args) {
  const { status, tail } = await runQuietly(command, args).catch((error) => ({
    tail: error.code === 'ENOENT' ? `The program "${command}" is needed and not there.` : error.message,
  }));
  if (status !== 0) throw new Failure(tail);
}

/** From the release of llama.cpp that the libraries were built from: other headers may not fit them. */
async function ggmlHeaders(work) {
  const repository = join(work, 'llama.git');
  const tree = join(work, 'llama');
  mkdirSync(tree);
  await demand('git', ['clone', '--quiet', '--bare', join(llama, 'gitRelease.bundle'), repository]);
  const place = [`--git-dir=${repository}`, `--work-tree=${tree}`];
  await demand('git', [...place, 'checkout', '--quiet', 'HEAD', '--', 'ggml/include']);
  return join(tree, 'ggml', 'include');
}

const nodeHeaders = () => join(nodeModules, 'node-api-headers', 'include');

const whisperVersion = () =>
  /project\("whisper.cpp" VERSION ([\d.]+)\)/.exec(
    readFileSync(join(whisper, 'CMakeLists.txt'), 'utf8'),
  )?.[1];

function ggmlLibraries() {
  const folder = ggmlFolder();
  const isLibrary = /^libggml(-base|\.v?[\w.]*)?\.(so|dylib)$/;
  return readdirSync(folder)
    .filter((name) => isLibrary.test(name))
    .map((name) => join(folder, name));
}

/** The place of ggml's libraries is relative to our own, so that the app finds them wherever it is installed. */
function linkFlags(extraFlags) {
  const place = join('..', '..', libraries);
  if (platform === 'darwin')
    return ['-bundle', '-undefined', 'dynamic_lookup', `-Wl,-rpath,@loader_path/${place}`, ...extraFlags];
  const symbols = extraFlags.includes('-g') ? [] : ['-Wl,-s'];
  const rules = ['-Wl,-z,now', '-Wl,--as-needed', `-Wl,-rpath,$ORIGIN/${place}`];
  return ['-shared', '-pthread', ...rules, ...symbols, ...extraFlags];
}

/** Starts the binding in a process of its own: what it crashes on should not end set-up. */
export async function tryWhisper(file) {
  const program = `const binding = require(process.argv[1]);
    binding.init(process.argv[2], []);
    if (!binding.devices().some(({ type }) => type === 'cpu')) process.exit(1);`;
  const args = ['-e', program, file, ggmlFolder()];
  const { status, tail } = await runQuietly(node24, args);
  if (status !== 0) throw new Failure(`It was compiled, but does not start:\n${tail}`);
}
