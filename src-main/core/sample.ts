import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { findAudio } from '../features/audio/queries.ts';
import type { Library } from '../storage/library.ts';
import { sampleOf } from './speech.ts';

/** Tells the sample meeting by its sound, whatever it is called: the model for tests is good enough for it alone. */
export function createSampleTest(resources: string, library: Library): (meetingId: string) => boolean {
  let known: string | undefined;
  const sampleHash = () =>
    (known ??= createHash('sha256')
      .update(readFileSync(sampleOf({ resources })))
      .digest('hex'));
  return (meetingId) => findAudio(library.db, meetingId)?.sha256 === sampleHash();
}
