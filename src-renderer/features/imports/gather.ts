import {
  beginsMeeting,
  isJson,
  MAX_FILES,
  MEETING_HEAD,
  neverSound,
} from '../../../src-main/contract/imports.ts';
import { AppError } from '../../../src-main/rpc/errors.ts';

/** What was dropped, chosen or pasted: paths where the window knows them, else the files themselves. */
export interface Gathered {
  paths: string[];
  files: File[];
  /** What folders hold besides: hidden, or by its name no sound and no meeting. */
  leftOut: number;
}

const inOrder = new Intl.Collator(undefined, { numeric: true });

const pathOf = (file: File) => window.meetmemo?.pathOf(file) ?? '';

/** In Electron a file has a path, and a folder is a file with one; the core walks it by itself. */
export function sorted(files: readonly File[]): Gathered {
  const gathered: Gathered = { paths: [], files: [], leftOut: 0 };
  for (const file of files) {
    const path = pathOf(file);
    if (path === '') gathered.files.push(file);
    else gathered.paths.push(path);
  }
  return gathered;
}

export const isEmpty = ({ paths, files }: Gathered) => paths.length + files.length === 0;

/** By the ending of its name alone; the core looks at what is in it. */
const isModel = (name: string) => /\.(bin|gguf)$/i.test(name);

/** Models go elsewhere than sounds. */
export function parted({ paths, files, leftOut }: Gathered): { modelFiles: Gathered; others: Gathered } {
  const not = (name: string) => !isModel(name);
  return {
    modelFiles: {
      paths: paths.filter(isModel),
      files: files.filter(({ name }) => isModel(name)),
      leftOut: 0,
    },
    others: { paths: paths.filter(not), files: files.filter(({ name }) => not(name)), leftOut },
  };
}

export const hasFiles = (data: Pick<DataTransfer, 'types'> | null) => data?.types.includes('Files') === true;

/** The browser empties what was dropped as soon as its event is over, so this looks at it at once. */
export function gather(data: DataTransfer): Promise<Gathered> {
  const files = [...data.files];
  const known = sorted(files);
  if (known.files.length === 0) return Promise.resolve(known);
  const entries = [...data.items]
    .filter(({ kind }) => kind === 'file')
    .map((item, index) => item.webkitGetAsEntry() ?? files[index]);
  return walk(entries.filter((entry) => entry !== undefined));
}

/** Files as they are, folders walked in the order of their names, as the core does it. */
async function walk(entries: readonly (FileSystemEntry | File)[]): Promise<Gathered> {
  const files: File[] = [];
  let leftOut = 0;
  const add = (file: File) => {
    files.push(file);
    if (files.length > MAX_FILES) throw new AppError('too_large', 'Too many files.', { limit: MAX_FILES });
  };
  async function walkFolder(folder: FileSystemDirectoryEntry): Promise<void> {
    const inside = await entriesOf(folder);
    for (const entry of inside.sort((a, b) => inOrder.compare(a.name, b.name))) {
      if (entry.name.startsWith('.')) leftOut += 1;
      else if (isFolder(entry)) await walkFolder(entry);
      else if (neverSound.test(entry.name) && !(await holdsMeeting(entry))) leftOut += 1;
      else add(await fileOf(entry as FileSystemFileEntry));
    }
  }
  for (const entry of entries) {
    if (entry instanceof File) add(entry);
    else if (isFolder(entry)) await walkFolder(entry);
    else add(await fileOf(entry as FileSystemFileEntry));
  }
  return { paths: [], files, leftOut };
}

const isFolder = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory;

async function holdsMeeting(entry: FileSystemEntry): Promise<boolean> {
  if (!isJson(entry.name)) return false;
  try {
    const file = await fileOf(entry as FileSystemFileEntry);
    return beginsMeeting(await file.slice(0, MEETING_HEAD).text());
  } catch {
    return false;
  }
}

const fileOf = (entry: FileSystemFileEntry) =>
  new Promise<File>((resolve, reject) => {
    entry.file(resolve, reject);
  });

/** A folder tells its contents a hundred at a time. */
async function entriesOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const found: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => {
      reader.readEntries(resolve, reject);
    });
    if (some.length === 0) return found;
    found.push(...some);
  }
}
