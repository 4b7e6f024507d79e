import { readdir, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
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
  probeEngine: (signal: AbortSignal) => Promise<{ ready: boolean; message: string }>;
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
  const { bavail, blocks, bsize } = await statfs(folder);
  return { freeBytes: bavail * bsize, totalBytes: blocks * bsize };
}

export function diagnosticsHandlers(parts: DiagnosticsParts): AllHandlers['diagnostics'] {
  const { home, library, logs, metrics } = parts;
  const started = performance.now();
  return {
    health: () => ({ status: 'ok', uptimeSeconds: (performance.now() - started) / 1000 }),
    async readiness(_input, { signal }) {
      const { freeBytes } = await diskSpace(home);
      const engine = await parts.probeEngine(signal).catch((error: unknown) => {
        const { code, message } = wrapError(error);
        if (code === 'cancelled') throw error;
        return { ready: false, message };
      });
      const found = [
        {
          part: 'library' as const,
          ready: library.status.state === 'open',
          message: library.status.message ?? 'open',
        },
        {
          part: 'disk' as const,
          ready: freeBytes > LOW_DISK_BYTES,
          message: `${(freeBytes / 1024 ** 3).toFixed(1)} GiB free`,
        },
        { part: 'engine' as const, ...engine },
      ];
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
      counters: [...metrics.counters(), { name: 'log entries dropped', value: logs.dropped }],
      timings: metrics.timings(),
    }),
    profile: async ({ seconds }, { signal }) => ({
      name: 'meetmemo.cpuprofile',
      mediaType: 'application/json',
      data: await recordProfile(seconds, signal),
    }),
  };
}
