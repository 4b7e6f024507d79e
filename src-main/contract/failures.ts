/** Why a server that writes summaries failed: `details.reason` of the error. The window has words for each. */
export const serverFailures = [
  'unreachable',
  'cut',
  'silent',
  'key',
  'unknown',
  'refused',
  'rate',
  'busy',
  'elsewhere',
  'too_much',
  'unreadable',
] as const;
export type ServerFailure = (typeof serverFailures)[number];

/** The same of the download of a model. */
export const downloadFailures = [
  'unreachable',
  'cut',
  'silent',
  'refused',
  'busy',
  'elsewhere',
  'other_file',
] as const;
export type DownloadFailure = (typeof downloadFailures)[number];
