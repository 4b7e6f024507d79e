import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openLanguageEngine, tinyModel } from '../support/language-engine.ts';
import { root, runTool } from '../support/planted-tree.ts';

interface AsarEntry {
  files?: Record<string, AsarEntry>;
}

/** By position in the wire; see Electron's documentation of its fuses. 0 is off, 1 is on. */
const fuses = {
  runAsNode: '0',
  enableCookieEncryption: '1',
  enableNodeOptionsEnvironmentVariable: '0',
  enableNodeCliInspectArguments: '0',
  enableEmbeddedAsarIntegrityValidation: '1',
  onlyLoadAppFromAsar: '1',
  loadBrowserProcessSpecificV8Snapshot: '0',
  grantFileProtocolExtraPrivileges: '0',
};
const sentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';

const folder = mkdtempSync(join(tmpdir(), 'meetmemo-pack-'));
const unpacked = join(folder, 'out', 'linux-unpacked');
let packed: string[] = [];

/** Electron's place is taken by a few bytes with every fuse the wrong way round, so that no download is needed. */
function dummyElectron(): string {
  const dummy = join(folder, 'electron');
  const opposite = Object.values(fuses)
    .map((fuse) => (fuse === '1' ? '0' : '1'))
    .join('');
  mkdirSync(dummy);
  for (const name of ['chrome-sandbox', 'version', 'LICENSE', 'LICENSES.chromium.html'])
    writeFileSync(join(dummy, name), '');
  writeFileSync(join(dummy, 'electron'), `${sentinel}\x01\x08${opposite}`, { mode: 0o755 });
  return dummy;
}

function filesInAsar(path: string): string[] {
  const archive = readFileSync(path);
  const header = archive.subarray(16, 16 + archive.readUInt32LE(12)).toString();
  const list = (entry: AsarEntry, at: string): string[] =>
    Object.entries(entry.files ?? {}).flatMap(([name, child]) =>
      child.files ? list(child, `${at}${name}/`) : [`${at}${name}`],
    );
  return list(JSON.parse(header) as AsarEntry, '');
}

beforeAll(async () => {
  const args = [
    '--linux',
    'dir',
    '--x64',
    `-c.electronDist=${dummyElectron()}`,
    `-c.directories.output=${join(folder, 'out')}`,
  ];
  const { status, output } = await runTool('electron-builder', 'electron-builder', args, root);
  expect(status, output).toBe(0);
  packed = filesInAsar(join(unpacked, 'resources', 'app.asar'));
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

test('what was built and the native packages are in', () => {
  expect(packed).toEqual(
    expect.arrayContaining([
      'package.json',
      'dist/main/electron.js',
      'dist/main/meetmemo.js',
      'dist/main/engine.js',
      'dist/preload/index.cjs',
      'dist/renderer/index.html',
      'node_modules/better-sqlite3/lib/index.js',
      'node_modules/better-sqlite3/prebuilds/linux-x64.node',
      'node_modules/.meetmemo/whisper/whisper.node',
      'node_modules/@node-llama-cpp/linux-x64/bins/linux-x64/libggml-base.so',
      'node_modules/@node-llama-cpp/linux-x64/bins/linux-x64/llama-addon.node',
      'node_modules/node-av/dist/lib/index.js',
      'node_modules/@seydx/node-av-linux-x64/node-av.node',
      'node_modules/sherpa-onnx-node/vad.js',
      'node_modules/sherpa-onnx-linux-x64/sherpa-onnx.node',
    ]),
  );
  expect(packed).toContainEqual(expect.stringMatching(/^dist\/renderer\/assets\/index-.*\.js$/));
});

test('nothing else is in: no sources, no tests, no development packages', () => {
  const expected = [
    /^package\.json$/,
    /^dist\/(main|preload|renderer)\//,
    /^node_modules\/better-sqlite3\/(LICENSE|package\.json|lib\/|prebuilds\/linux)/,
    /^node_modules\/\.meetmemo\/whisper\/whisper\.node$/,
    /^node_modules\/@node-llama-cpp\/linux-x64(-vulkan)?\/(LICENSE|package\.json|dist\/|bins\/)/,
    /^node_modules\/node-av\/(LICENSE\.md|package\.json|dist\/(index\.js|(lib|constants|utils)\/))/,
    /^node_modules\/@seydx\/node-av-linux-x64\/(package\.json|README\.md|node-av\.node)/,
    /^node_modules\/sherpa-onnx-(node\/(package\.json|[\w-]+\.js)|linux-x64\/(package\.json|index\.js|.+\.(so|node)))$/,
    /^node_modules\/smart-whisper\/(LICENSE|package\.json|dist\/|build\/Release\/smart-whisper\.node)/,
  ];
  expect(packed.filter((path) => !expected.some((pattern) => pattern.test(path)))).toEqual([]);
  expect(packed.filter((path) => /\.(ts|tsx|map|c|cpp|h)$|\.test\./.test(path))).toEqual([]);
});

test('licences and resources lie beside the archive', () => {
  const resources = join(unpacked, 'resources');
  expect(readFileSync(join(resources, 'LICENSE'), 'utf8')).toContain('MIT License');
  expect(readFileSync(join(resources, 'THIRD_PARTY.md'), 'utf8')).toContain('better-sqlite3');
  expect(readFileSync(join(resources, 'resources', 'icon.png')).length).toBeGreaterThan(0);
  expect(readFileSync(join(resources, 'resources/voice/silero_vad_v6.onnx')).length).toBeGreaterThan(
    1_000_000,
  );
});

test('the native binary is outside the archive, where a system can load it', () => {
  const binary = join(
    unpacked,
    'resources/app.asar.unpacked/node_modules/better-sqlite3/prebuilds/linux-x64.node',
  );
  expect(readFileSync(binary).length).toBeGreaterThan(1_000_000);
});

test('a language model is loaded by the bundle, which needs nothing of node-llama-cpp beside it', async () => {
  const { engine } = openLanguageEngine({ entry: join(root, 'dist/main/engine.js') });
  const model = tinyModel();
  const ask = { job: 'test', model, system: '', user: 'What was decided?', maxTokens: 5 };
  expect((await engine.use(({ language }) => language.complete(ask))).text).not.toBe('');
  const bundle = readdirSync(join(root, 'dist/main')).map((name) =>
    readFileSync(join(root, 'dist/main', name), 'utf8'),
  );
  const missing = /^import .*["'](node-llama-cpp|ipull|simple-git)["'];$/m;
  expect(bundle.some((code) => missing.test(code))).toBe(false);
});

test('every fuse of the packed binary is set', () => {
  const [, wire] = readFileSync(join(unpacked, 'meetmemo'), 'latin1').split(`${sentinel}\x01\x08`);
  expect(wire).toBe(Object.values(fuses).join(''));
});

test('the packed bundle holds no inline script or style', () => {
  const page = readFileSync(join(root, 'dist/renderer/index.html'), 'utf8');
  expect(page).not.toMatch(/<script(?![^>]*\ssrc=)/);
  expect(page).not.toMatch(/<style|\sstyle=|\son\w+=/);
});

test('the preload script is one CommonJS file that needs nothing but Electron', () => {
  const script = readFileSync(join(root, 'dist/preload/index.cjs'), 'utf8');
  expect([...script.matchAll(/require\("([^"]+)"\)/g)].map(([, name]) => name)).toEqual(['electron']);
  expect(script).not.toMatch(/^import /m);
});
