import { readFileSync } from 'node:fs';
import { importSound } from './import-sound.ts';
import { lookInto } from './library-file.ts';
import { openTestCore } from './open-test-core.ts';
import { sampleMeeting } from './sample.ts';

const HEADER_BYTES = 44;

/** The beginning of the sample meeting, as a file of its own. */
function firstSeconds(seconds: number): Uint8Array<ArrayBuffer> {
  const bytes = Buffer.from(readFileSync(sampleMeeting)).subarray(0, HEADER_BYTES + seconds * 32_000);
  bytes.writeUInt32LE(bytes.length - 8, 4);
  bytes.writeUInt32LE(bytes.length - HEADER_BYTES, 40);
  return new Uint8Array(bytes);
}

/** A library with a minute and a half of the sample meeting, and a job that waits to transcribe it. */
export async function makeSampleJob(home: string): Promise<void> {
  const core = openTestCore(home, { leavesJobs: true });
  const { api } = core.connect();
  await api.jobs.pause();
  const meeting = await importSound(api, 'sample.wav', firstSeconds(90));
  await api.transcripts.start({ meetingIds: [meeting], modelId: 'nano-en' });
  await core.close();
  const again = openTestCore(home, { leavesJobs: true });
  await again.connect().api.settings.update({ queuePaused: false, speechDevice: 'CPU', speechThreads: 1 });
  await again.close();
}

/** All that a job has made, but for what is another each time: ids and the time of day. */
export const madeIn = (home: string): unknown[] =>
  lookInto(home, (db) =>
    [
      `SELECT state, language, word_count, confidence, json_remove(provenance, '$.appVersion') AS provenance
       FROM transcripts ORDER BY version`,
      'SELECT start_ms, end_ms, text, no_speech, words FROM segments ORDER BY start_ms, seq',
      'SELECT start_ms, end_ms, reason, text, is_settled FROM guards ORDER BY start_ms, seq',
      'SELECT state, done_ms, total_ms, error FROM jobs',
    ].map((sql) => db.prepare(sql).all()),
  );
