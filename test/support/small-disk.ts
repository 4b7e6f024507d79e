import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, rmdirSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { wrapError } from '../../src-main/rpc/errors.ts';

export interface SmallDisk {
  /** Where it is mounted. */
  folder: string;
  /** Takes all room but so many bytes. */
  fill(leave?: number): void;
  makeRoom(): void;
}

function mount(megabytes: number): { folder: string } | { reason: string } {
  const folder = mkdtempSync(join(tmpdir(), 'meetmemo-disk-'));
  const { status, stderr, error } = spawnSync(
    'mount',
    ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder],
    {
      encoding: 'utf8',
    },
  );
  if (status === 0) return { folder };
  rmdirSync(folder);
  return { reason: error ? error.message : stderr.trim() };
}

function unmount(folder: string): void {
  // Lazily: a program that is still ending may have a file open.
  if (spawnSync('umount', ['-l', folder]).status === 0) rmdirSync(folder);
}

/** Why no small disk can be had here, for tests that need one: mounting takes root's rights, and Linux. */
export function whyNoSmallDisk(): string | undefined {
  const tried = mount(1);
  if ('reason' in tried) {
    console.warn(`Skipped, since no small disk can be mounted here: ${tried.reason}`);
    return tried.reason;
  }
  unmount(tried.folder);
  return undefined;
}

/** A real file system of a few megabytes, for one test. */
export function smallDisk(megabytes: number): SmallDisk {
  const tried = mount(megabytes);
  if ('reason' in tried) throw new Error(tried.reason);
  const { folder } = tried;
  onTestFinished(() => {
    unmount(folder);
  });
  const filler = join(folder, 'filler');
  return {
    folder,
    fill(leave = 0) {
      rmSync(filler, { force: true });
      const { bavail, bsize } = statfsSync(folder);
      try {
        writeFileSync(filler, Buffer.alloc(Math.max(0, bavail * bsize - leave)));
      } catch (error) {
        // Others took some of it meanwhile: it is full all the same.
        if (leave > 0 || wrapError(error).code !== 'disk_full') throw error;
      }
    },
    makeRoom() {
      rmSync(filler, { force: true });
    },
  };
}
