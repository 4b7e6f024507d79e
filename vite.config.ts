import react from '@vitejs/plugin-react';
import { defineConfig, type BuildEnvironmentOptions } from 'vite';

/** Loaded at run time: Electron by itself, native packages from node_modules. All else is bundled. */
const external = ['electron', 'better-sqlite3', 'node-av', 'sherpa-onnx-node', 'smart-whisper'];

/** Shared chunks lie beside the entries, so that import.meta.dirname is dist/main in all of them. */
const mainBuild: BuildEnvironmentOptions = {
  outDir: '../dist/main',
  emptyOutDir: true,
  target: 'node24',
  ssr: true,
  minify: false,
  rolldownOptions: {
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
  plugins: [react()],
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
