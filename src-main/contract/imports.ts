import * as v from 'valibot';
import { event, method } from '../rpc/define.ts';
import { bytesUpTo, Count, fields, Id, listOf, text, Time } from './common.ts';

export const MAX_FILES = 10_000;
/** A larger piece of an upload is refused. */
const MAX_PIECE = 4 * 1024 * 1024;

/** Endings that are not even tried in a folder; a file that was named itself is tried whatever it is called. */
export const neverSound =
  /\.(txt|md|pdf|docx?|xlsx?|pptx?|html?|json|xml|csv|png|jpe?g|gif|svg|webp|heic|zip|gz|exe|dll|srt|vtt|lnk|url|db|ini|log)$/i;

/** Of a JSON file in a folder so much is looked at, to tell whether it is a meeting: `format` stands near its beginning. */
export const MEETING_HEAD = 64 * 1024;
export const isJson = (name: string): boolean => /\.json$/i.test(name);
export const beginsMeeting = (head: string): boolean => /"format"\s*:\s*"meetmemo-meeting"/.test(head);

const importStates = [
  'waiting',
  'uploading',
  'copying',
  'reading',
  'converting',
  'done',
  'duplicate',
  'failed',
  'cancelled',
] as const;

/** A file on its way into the library. The list lives as long as the app runs; what is done is in the library. */
export const ImportItem = v.object({
  id: Id,
  /** Counts up in the order in which the files were given. */
  position: Count,
  name: v.string(),
  state: v.picklist(importStates),
  /** Its bytes come from the window that announced it, which alone can send them again. */
  isSent: v.boolean(),
  bytes: Count,
  bytesDone: Count,
  /** How much sound has been read so far; of a meeting without sound, how long it was. */
  msDone: Count,
  msLeft: v.nullable(Count),
  /** Once it is done; of a duplicate, the meeting that has the same sound or holds the same. */
  meetingId: v.nullable(Id),
  /** It was imported, but the file ends early or has parts that could not be read. */
  isDamaged: v.boolean(),
  /** The file has several sound tracks; the meeting lets one choose. */
  hasTracks: v.boolean(),
  error: v.nullable(
    v.object({ code: v.string(), message: v.string(), details: v.record(v.string(), v.unknown()) }),
  ),
});
export type ImportItem = v.InferOutput<typeof ImportItem>;

const ended: readonly ImportItem['state'][] = ['done', 'duplicate', 'failed', 'cancelled'];
export const hasEnded = ({ state }: Pick<ImportItem, 'state'>) => ended.includes(state);

const Items = v.object({ items: v.array(ImportItem) });
const FolderId = v.optional(v.nullable(Id), null);
const Ids = listOf(Id, 1, MAX_FILES);
/** As the system gave it; only ever shown, and cleaned into a title. */
const FileName = v.pipe(text(4000), v.minLength(1));

export const imports = {
  /** Files and folders of this machine, by their full paths; folders are walked. */
  addPaths: method(
    fields({
      paths: listOf(v.pipe(v.string(), v.minLength(1), v.maxLength(32_000)), 1, MAX_FILES),
      folderId: FolderId,
      /** Import even what is in the library already. */
      again: v.optional(v.boolean(), false),
    }),
    v.object({
      items: v.array(ImportItem),
      /** What folders hold besides: hidden, or a link or a device, or by its name no sound and no meeting. */
      leftOut: Count,
    }),
  ),
  /** The sample meeting that comes with the app. Where it is in the library already, that is said as of any other file. */
  addSample: method(fields({ folderId: FolderId }), Items),
  /** Announces files whose bytes come by `append`, one file after another. */
  begin: method(
    fields({
      files: listOf(fields({ name: FileName, bytes: Count, modifiedAt: v.optional(Time) }), 1, MAX_FILES),
      folderId: FolderId,
      again: v.optional(v.boolean(), false),
    }),
    Items,
  ),
  /** The next piece. `offset` is where it belongs; a piece that is there already is not written again. */
  append: method(
    fields({ id: Id, offset: Count, data: bytesUpTo(MAX_PIECE) }),
    v.object({ bytesDone: Count }),
  ),
  list: method(fields({}), Items),
  cancel: method(fields({ ids: v.optional(Ids) }), Items),
  /** Imports a duplicate all the same, or tries one that failed or was cancelled again. Uploads must be sent anew. */
  retry: method(fields({ ids: Ids }), Items),
  /** Takes what has ended off the list. */
  dismiss: method(fields({ ids: v.optional(Ids) }), Items),

  changed: event(Items),
  dismissed: event(v.object({ ids: v.array(Id) })),
};
