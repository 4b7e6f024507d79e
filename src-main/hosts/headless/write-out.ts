import { randomUUID } from 'node:crypto';
import { closeSync, existsSync, mkdirSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { AppError } from '../../rpc/errors.ts';

const MAX_LETTERS = 60;
const segmenter = new Intl.Segmenter();
/** What some system or other takes for its own in a name. */
const forbidden = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}<>:"/\\|?*]+/gu;
/** Windows gives these to devices, whatever their ending. */
const reserved = /^(con|prn|aux|nul|com\d|lpt\d)$/i;

export function fileNameOf(title: string): string {
  const clean = title.replace(forbidden, ' ').replace(/\s+/g, ' ');
  const letters = Array.from(segmenter.segment(clean), ({ segment }) => segment)
    .slice(0, MAX_LETTERS)
    .join('');
  const name = letters.replace(/^[. ]+|[. ]+$/g, '');
  return name === '' || reserved.test(name) ? `Meeting ${name}`.trim() : name;
}

/** Writes a file of this name, or of the first that is free, into the folder: whole or not at all, over none. */
export function writeOut(folder: string, name: string, ending: string, text: string): string {
  return refusing(() => {
    for (const missing of missingFolders(folder)) mkdirSync(missing);
    return place(folder, name, ending, text);
  });
}

/** Before any work is done for it: whether files can be made there, or where its first missing folder would be. */
export function checkOut(folder: string): void {
  const [first] = missingFolders(folder);
  refusing(() => {
    const path = partialIn(first === undefined ? folder : dirname(first));
    writeFileSync(path, '', { flag: 'wx' });
    rmSync(path);
  });
}

/** The outermost first. Node's own way to make them all never returns below /proc. */
function missingFolders(folder: string): string[] {
  const parent = dirname(folder);
  return existsSync(folder) || parent === folder ? [] : [...missingFolders(parent), folder];
}

const partialIn = (folder: string) => join(folder, `.${randomUUID()}.meetmemo-partial`);

function refusing<T>(write: () => T): T {
  try {
    return write();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOSPC' || code === 'EDQUOT') throw error;
    const message = 'Nothing can be written to the folder of --out.';
    throw new AppError('invalid_input', message, { native: code }, { cause: error });
  }
}

function place(folder: string, name: string, ending: string, text: string): string {
  const partial = partialIn(folder);
  try {
    writeFileSync(partial, text, { flag: 'wx', flush: true });
    const path = takeName(join(folder, name), ending);
    renameSync(partial, path);
    return path;
  } finally {
    rmSync(partial, { force: true });
  }
}

/** The name is taken before the file is there: a rename alone would replace what is. */
function takeName(start: string, ending: string): string {
  for (let number = 1; ; number += 1) {
    const path = `${start}${number === 1 ? '' : ` (${String(number)})`}.${ending}`;
    try {
      closeSync(openSync(path, 'wx'));
      return path;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}
