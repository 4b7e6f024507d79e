import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig, type BuildEnvironmentOptions, type Plugin } from 'vite';

/** Loaded at run time: Electron by itself, native packages from node_modules. All else is bundled. */
const external = ['electron', 'better-sqlite3', 'node-av', 'sherpa-onnx-node', 'smart-whisper'];

/** A stand-in for each: what would download or build is left out of node-llama-cpp. */
const leftOut: Record<string, string> = {
  ipull: 'export const downloadFile = undefined, downloadSequence = undefined, DownloadStatus = undefined;',
  'simple-git': 'export const simpleGit = undefined;',
  ...Object.fromEntries(
    ['cross-spawn', 'ora', 'stdout-update', 'which'].map((name) => [name, 'export default undefined;']),
  ),
};

/** The two files of its own folder that it reads, and where. */
const llamaFolder = join(import.meta.dirname, 'node_modules/node-llama-cpp');
const readByLlama = [
  {
    in: 'dist/bindings/utils/binariesGithubRelease.js',
    call: 'await fs.readJson(binariesGithubReleasePath)',
    file: 'llama/binariesGithubRelease.json',
  },
  {
    in: 'dist/utils/getModuleVersion.js',
    call: 'await fs.readJson(path.join(__dirname, "..", "..", "package.json"))',
    file: 'package.json',
  },
];

/** node-llama-cpp as part of the bundle, with what it reads of its own folder. */
const llamaInBundle: Plugin = {
  name: 'node-llama-cpp in the bundle',
  enforce: 'pre',
  applyToEnvironment: ({ name }) => name === 'main',
  resolveId: (id) => (id in leftOut ? `\0${id}` : null),
  load: (id) => leftOut[id.slice(1)] ?? null,
  transform(code, id) {
    const read = readByLlama.find((one) => id.endsWith(`node-llama-cpp/${one.in}`));
    if (!read) return null;
    if (!code.includes(read.call)) this.error(`${read.in} no longer reads ${read.file} as it did.`);
    return code.replace(read.call, `(${readFileSync(join(llamaFolder, read.file), 'utf8')})`);
  },
};

/** Shared chunks lie beside the entries, so that import.meta.dirname is dist/main in all of them. */
const mainBuild: BuildEnvironmentOptions = {
  outDir: '../dist/main',
  emptyOutDir: true,
  target: 'node24',
  ssr: true,
  minify: false,
  rolldownOptions: {
    external: /^@node-llama-cpp\//,
    input: {
      electron: 'src-main/hosts/electron/entry.ts',
      meetmemo: 'src-main/hosts/headless/entry.ts',
      engine: 'src-main/engines/process/entry.ts',
    },
    output: {
      entryFileNames: '[name].js',
      chunkFileNames: '[name]-[hash].js',
      banner: ({ name, isEntry }) => (isEntry && name === 'meetmemo' ? '#!/usr/bin/env node' : ''),
    },
  },
};

/** A sandboxed preload script must be one CommonJS file. */
const preloadBuild: BuildEnvironmentOptions = {
  outDir: '../dist/preload',
  emptyOutDir: true,
  target: 'chrome142',
  ssr: true,
  minify: false,
  rolldownOptions: {
    input: { index: 'src-preload/index.ts' },
    output: { format: 'cjs', entryFileNames: '[name].cjs', codeSplitting: false },
  },
};

/** Data URLs and inline scripts would break the content security policy. */
const rendererBuild: BuildEnvironmentOptions = {
  outDir: '../dist/renderer',
  emptyOutDir: true,
  target: 'chrome142',
  assetsInlineLimit: 0,
  // All of it comes from this machine, and one script starts as soon as several.
  chunkSizeWarningLimit: 2000,
  modulePreload: { polyfill: false },
};

export default defineConfig({
  root: 'src-renderer',
  base: './',
  plugins: [react(), llamaInBundle],
  environments: {
    client: { build: rendererBuild },
    main: { consumer: 'server', resolve: { noExternal: true, external }, build: mainBuild },
    preload: { consumer: 'server', resolve: { noExternal: true, external }, build: preloadBuild },
  },
  builder: {
    async buildApp(builder) {
      for (const environment of Object.values(builder.environments)) await builder.build(environment);
    },
  },
});
