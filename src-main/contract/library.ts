import * as v from 'valibot';
import { event, method } from '../rpc/define.ts';
import { errorCodes } from '../rpc/errors.ts';
import { Count, fields, Nothing, Time } from './common.ts';

const BackupKind = v.picklist(['daily', 'manual', 'before-migration', 'before-restore']);
export type BackupKind = v.InferOutput<typeof BackupKind>;

export const Backup = v.object({ name: v.string(), kind: BackupKind, madeAt: Time, bytes: Count });
export type Backup = v.InferOutput<typeof Backup>;

export const LibraryStatus = v.object({
  state: v.picklist(['open', 'unusable']),
  /** Why it is unusable. */
  code: v.nullable(v.picklist(errorCodes)),
  message: v.nullable(v.string()),
});
export type LibraryStatus = v.InferOutput<typeof LibraryStatus>;

const BackupName = v.pipe(
  v.string(),
  v.regex(/^[a-z-]+-\d{8}T\d{9}Z\.db$/, 'expected the name of a backup'),
  v.maxLength(80),
  v.title('backup'),
);

export const library = {
  status: method(Nothing, LibraryStatus),
  /** Newest first. */
  backups: method(Nothing, v.object({ backups: v.array(Backup) })),
  backUp: method(Nothing, Backup),
  /** Puts a backup in the library's place. What was there is kept beside it. */
  restore: method(fields({ name: BackupName }), LibraryStatus),
  /** Writes every row that can still be read to a file of JSON lines in the library's folder, and says where. */
  salvage: method(
    Nothing,
    v.object({
      path: v.string(),
      tables: v.array(v.object({ table: v.string(), rows: Count, complete: v.boolean() })),
    }),
  ),

  statusChanged: event(LibraryStatus),
};
