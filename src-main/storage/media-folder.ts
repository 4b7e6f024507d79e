import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { syncToDisk } from './files.ts';

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * Where the sound of meetings lies: a folder for each, under its id, with files of fixed names.
 * `sound` is what was imported or recorded, `play` a copy for players, `peaks` the waveform; `about` is for when the row is lost.
 */
export function openMediaFolder(home: string) {
  const root = join(home, 'media');
  const folderOf = (id: string) => join(root, id);
  const arriving = (id: string) => join(root, `${id}.arriving`);
  const leaving = (id: string) => join(root, `${id}.leaving`);
  const names = () => (existsSync(root) ? readdirSync(root) : []);
  const remove = (path: string) => {
    rmSync(path, { recursive: true, force: true });
  };
  /** Gigabytes take their time to go. */
  const removeSlowly = (path: string) =>
    rm(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 20 });
  /** Folders that are being filled now: tidying up is not for them. */
  const filling = new Set<string>();
  const idsWith = (ending: string) =>
    names()
      .filter((name) => name.endsWith(ending) && ID.test(name.slice(0, -ending.length || undefined)))
      .map((name) => name.slice(0, name.length - ending.length));

  return {
    file: (id: string, name: 'sound' | 'play' | 'peaks') => join(folderOf(id), name),
    /** A folder to fill before there is a meeting; what is still in it at the next start is thrown away. */
    begin(id: string): string {
      filling.add(id);
      mkdirSync(arriving(id), { recursive: true, mode: 0o700 });
      return arriving(id);
    },
    /** The folder becomes the meeting's. Before the row: a row must never lack its files. */
    settle(id: string): void {
      syncToDisk(arriving(id));
      renameSync(arriving(id), folderOf(id));
      filling.delete(id);
      syncToDisk(root);
    },
    abandon(id: string): void {
      filling.delete(id);
      remove(arriving(id));
    },
    /** The same where a child may still be writing a last word. */
    async discard(id: string): Promise<void> {
      await removeSlowly(arriving(id));
      filling.delete(id);
    },
    /** Out of sight before the rows go; `restore` takes it back where they could not. */
    moveOut(ids: readonly string[]): { finish(): Promise<void>; restore(): void } {
      const moved = ids.filter((id) => existsSync(folderOf(id)));
      for (const id of moved) renameSync(folderOf(id), leaving(id));
      return {
        async finish() {
          for (const id of moved) await removeSlowly(leaving(id));
        },
        restore() {
          for (const id of moved) renameSync(leaving(id), folderOf(id));
        },
      };
    },
    remove(id: string): void {
      remove(folderOf(id));
    },
    /** The same while others wait for an answer. */
    removeLarge: (id: string) => removeSlowly(folderOf(id)),
    /** What a start that was cut off left: half-arrived folders go; of those on their way out `known` tells which to keep. */
    tidy(known: (ids: readonly string[]) => ReadonlySet<string>): void {
      for (const id of idsWith('.arriving')) if (!filling.has(id)) remove(arriving(id));
      const ids = idsWith('.leaving');
      const kept = known(ids);
      for (const id of ids) {
        if (kept.has(id) && !existsSync(folderOf(id))) renameSync(leaving(id), folderOf(id));
        else remove(leaving(id));
      }
    },
    /** When the folder was made. */
    madeAt: (id: string) => Math.trunc(statSync(folderOf(id)).birthtimeMs || Date.now()),
    /** All meetings that have files here, whether the library knows them or not. */
    ids: () => idsWith(''),
  };
}
export type MediaFolder = ReturnType<typeof openMediaFolder>;
