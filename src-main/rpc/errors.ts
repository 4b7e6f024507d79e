/** Every way a call can fail. Callers switch over this, so a new way is a new code. */
export const errorCodes = [
  'invalid_input',
  'unknown_method',
  'not_found',
  'conflict',
  'name_taken',
  'cancelled',
  'disconnected',
  'forbidden',
  'flag_off',
  'rate_limited',
  'too_large',
  'too_long',
  'unsupported_format',
  'file_damaged',
  'file_empty',
  'no_sound_track',
  'link_loop',
  'name_unreadable',
  'file_changed',
  'disk_full',
  'library_full',
  'library_busy',
  'library_damaged',
  'library_from_future',
  'library_unusable',
  'library_moved',
  'recording_under_way',
  'transcribed_otherwise',
  'engine_crashed',
  'engine_unavailable',
  'no_model',
  'english_only',
  'little_memory',
  'server_failed',
  'network_failed',
  'wrong_checksum',
  'timed_out',
  'bad_pattern',
  'pattern_too_slow',
  'not_a_file',
  'permission_denied',
  'internal',
] as const;

export type ErrorCode = (typeof errorCodes)[number];
export type ErrorDetails = Record<string, unknown>;

/** What an error looks like on the wire and on the command line. */
export interface ErrorShape {
  code: ErrorCode;
  message: string;
  details: ErrorDetails;
}

export class AppError extends Error {
  override readonly name = 'AppError';
  readonly code: ErrorCode;
  readonly details: ErrorDetails;

  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
    this.details = details;
  }

  toShape(): ErrorShape {
    return { code: this.code, message: this.message, details: this.details };
  }

  static fromShape(shape: ErrorShape): AppError {
    const known = errorCodes.includes(shape.code);
    return new AppError(known ? shape.code : 'internal', shape.message, shape.details);
  }
}

/** What is free is never said to be more than it is, and what is needed never less. */
const megabytes = (bytes: number, round: (value: number) => number) =>
  `${String(round(bytes / 1024 ** 2))} MB`;

/** All in bytes. `kept`: what the settings say is to stay free. */
export function noRoom(room: { free: number; needed: number; kept: number }): AppError {
  const parts = [
    `${megabytes(Math.max(0, room.free), Math.floor)} free`,
    `${megabytes(room.needed, Math.ceil)} needed`,
    ...(room.kept > 0
      ? [`and the setting minFreeMegabytes keeps ${megabytes(room.kept, Math.ceil)} free besides`]
      : []),
  ];
  return new AppError('disk_full', `There is not enough room on the disk: ${parts.join(', ')}.`, room);
}

/** Codes of Node and SQLite that mean something to a person. Anything else is a defect of ours. */
const nativeCodes: [pattern: RegExp, code: ErrorCode, message: string][] = [
  [
    /^(ENOSPC|EDQUOT|SQLITE_FULL|SQLITE_IOERR_SHMSIZE)$/,
    'disk_full',
    'The disk is full. Nothing was lost, and nothing more can be saved until there is room.',
  ],
  [/^SQLITE_(CORRUPT|NOTADB)/, 'library_damaged', 'A part of the library file can not be read.'],
  [
    /^(EROFS|EACCES|EPERM|ENOTDIR|EISDIR|ERR_FS_EISDIR|EEXIST|ELOOP|ENAMETOOLONG|SQLITE_READONLY|SQLITE_CANTOPEN|SQLITE_PERM)/,
    'library_unusable',
    'The library folder can not be used or written to.',
  ],
  [
    /^(EIO|SQLITE_IOERR)/,
    'library_unusable',
    'The disk refused to read or write. Nothing was changed by this step.',
  ],
];

function nativeCode(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : '';
}

/** The one place where anything thrown becomes an AppError. The original stays on as `cause`, for the log alone. */
export function wrapError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  if (error instanceof Error && error.name === 'AbortError') {
    return new AppError('cancelled', 'Cancelled.', {}, { cause: error });
  }
  const native = nativeCode(error);
  for (const [pattern, code, message] of nativeCodes) {
    if (pattern.test(native)) return new AppError(code, message, { native }, { cause: error });
  }
  return new AppError(
    'internal',
    'Something went wrong inside MeetMemo. The log has the details.',
    {},
    { cause: error },
  );
}

export const missing = (what: string, id: string): AppError =>
  new AppError('not_found', `This ${what} does not exist.`, { missing: [id], count: 1 });
