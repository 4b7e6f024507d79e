import { readdir, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import type { Part } from '../../contract/diagnostics.ts';
import type { AllHandlers } from '../../contract/index.ts';
import { wrapError } from '../../rpc/errors.ts';
import { schemaVersion } from '../../storage/migrate.ts';
import type { Library } from '../../storage/library.ts';
import type { Metrics } from './metrics.ts';
import { recordProfile } from './profile.ts';

/** Under this, recording and importing are not safe to begin. */
const LOW_DISK_BYTES = 1024 ** 3;

export interface DiagnosticsParts {
  home: string;
  host: string;
  appVersion: string;
  electronVersion: string | null;
  library: Library;
  logs: { readonly bytes: number; readonly dropped: number };
  metrics: Metrics;
  /** `device`: what it runs on; undefined: the devices were not tried yet. */
  probeEngine: (
    signal: AbortSignal,
  ) => Promise<{ ready: boolean; engine: string; device: string | undefined }>;
}

async function folderBytes(folder: string): Promise<number> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true }).catch(() => []);
  let sum = 0;
  for (const entry of entries) {
    if (entry.isFile())
      sum += await stat(join(entry.parentPath, entry.name)).then(
        (found) => found.size,
        () => 0,
      );
  }
  return sum;
}

async function diskSpace(folder: string): Promise<{ freeBytes: number; totalBytes: number }> {
  // A folder that is not there has no room.
  const none = { bavail: 0, blocks: 0, bsize: 0 };
  const { bavail, blocks, bsize } = await statfs(folder).catch(() => none);
  return { freeBytes: bavail * bsize, totalBytes: blocks * bsize };
}

function libraryPart({ state, code, message }: Library['status']): Part {
  if (state === 'open')
    return { part: 'library', ready: true, code: 'library_open', values: {}, message: 'open' };
  return {
    part: 'library',
    ready: false,
    code: code ?? 'library_unusable',
    values: {},
    message: message ?? 'not usable',
  };
}

function diskPart(freeBytes: number): Part {
  return {
    part: 'disk',
    ready: freeBytes > LOW_DISK_BYTES,
    code: 'disk_free',
    values: { freeBytes },
    message: `${(freeBytes / 1000 ** 3).toFixed(1)} GB free`,
  };
}

async function enginePart(probe: ReturnType<DiagnosticsParts['probeEngine']>): Promise<Part> {
  try {
    const { ready, engine, device } = await probe;
    const running = device === undefined ? engine : `${engine} on ${device}`;
    const message = ready ? running : `${engine} could not be built or loaded on this machine`;
    return {
      part: 'engine',
      ready,
      code: ready ? 'engine_ready' : 'engine_missing',
      values: { engine, ...(device !== undefined && { device }) },
      message,
    };
  } catch (error) {
    const { code, message } = wrapError(error);
    if (code === 'cancelled') throw error;
    return { part: 'engine', ready: false, code, values: {}, message };
  }
}

export function diagnosticsHandlers(parts: DiagnosticsParts): AllHandlers['diagnostics'] {
  const { home, library, logs, metrics } = parts;
  const started = performance.now();
  return {
    health: () => ({ status: 'ok', uptimeSeconds: (performance.now() - started) / 1000 }),
    async readiness(_input, { signal }) {
      const { freeBytes } = await diskSpace(home);
      const engine = await enginePart(parts.probeEngine(signal));
      const found = [libraryPart(library.status), diskPart(freeBytes), engine];
      return { ready: found.every(({ ready }) => ready), parts: found };
    },
    versions: () => ({
      app: parts.appVersion,
      host: parts.host,
      node: process.versions.node,
      electron: parts.electronVersion,
      sqlite:
        library.status.state === 'open'
          ? (library.db.get<{ v: string }>('SELECT sqlite_version() AS v')?.v ?? '')
          : '',
      schema: library.status.state === 'open' ? schemaVersion(library.db) : 0,
      platform: process.platform,
      arch: process.arch,
    }),
    disk: async () => ({
      ...(await diskSpace(home)),
      libraryBytes: await folderBytes(home),
      logBytes: logs.bytes,
    }),
    metrics: () => ({
      memoryBytes: process.memoryUsage.rss(),
      counters: [...metrics.counters(), { name: 'log entries dropped' as const, value: logs.dropped }],
      timings: metrics.timings(),
    }),
    profile: async ({ seconds }, { signal }) => ({
      name: 'meetmemo.cpuprofile',
      mediaType: 'application/json',
      data: await recordProfile(seconds, signal),
    }),
  };
}
