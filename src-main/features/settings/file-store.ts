import { readFileSync, renameSync, statSync } from 'node:fs';
import { stamp, writeJson } from '../../storage/files.ts';

/** Where settings are kept: plain JSON, one object. What a value must be is not the store's concern. */
export interface SettingsStore {
  read(): Record<string, unknown>;
  write(values: Record<string, unknown>): void;
}

function readObject(path: string): Record<string, unknown> | undefined {
  let text: string;
  try {
    // A pipe would be waited for without end.
    if (statSync(path, { throwIfNoEntry: false })?.isFile() === false) return undefined;
    // Some editors on Windows put a mark before the text.
    text = readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    return isMissing ? {} : undefined;
  }
  try {
    const value: unknown = JSON.parse(text);
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isObject ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

/** What can't be read, or holds no JSON object, is kept under another name, so that the app starts with defaults and nothing is lost. */
export function setAsideMalformedFile(path: string): void {
  if (readObject(path)) return;
  try {
    renameSync(path, `${path.replace(/\.json$/, '')}.malformed-${stamp(Date.now())}.json`);
  } catch {
    // In a folder that can't be written to it stays where it is, and is read as empty.
  }
}

export function fileSettingsStore(path: string): SettingsStore {
  setAsideMalformedFile(path);
  return {
    read: () => readObject(path) ?? {},
    write: (values) => {
      writeJson(path, values);
    },
  };
}
