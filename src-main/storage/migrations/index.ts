import type { Migration } from '../migrate.ts';
import { audio } from './0003-audio.ts';
import { edits } from './0005-edits.ts';
import { meetingFiles } from './0009-meeting-files.ts';
import { meetings } from './0001-meetings.ts';
import { names } from './0008-names.ts';
import { plainLetters } from './0002-plain-letters.ts';
import { search } from './0006-search.ts';
import { summaries } from './0007-summaries.ts';
import { transcripts } from './0004-transcripts.ts';
import { unheard } from './0010-unheard.ts';

/** In order. One that has shipped never changes; what comes next is a new number with an upgrade test. */
export const migrations: readonly Migration[] = [
  meetings,
  plainLetters,
  audio,
  transcripts,
  edits,
  search,
  summaries,
  names,
  meetingFiles,
  unheard,
];
