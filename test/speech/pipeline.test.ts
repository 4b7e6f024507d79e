import { expect, test } from 'vitest';
import { openTestCore } from '../support/open-test-core.ts';
import { sampleScript, wordErrors } from '../support/sample.ts';
import { allSegments, importSample, transcribe } from '../support/transcribe.ts';

const programs = {
  'whisper.cpp': 'src-main/engines/process/entry.ts',
  'smart-whisper': 'test/support/smart-whisper-program.ts',
};

test('smoke', async () => {
  const { api } = openTestCore().connect();
  const meetingId = await importSample(api);
  const transcript = await transcribe(api, meetingId, { skipSilence: true });
  const segments = await allSegments(api, transcript.id);
  console.log(transcript, segments.length, segments.slice(0,2), programs);
  expect(wordErrors(segments.map((s) => s.text).join(' '), sampleScript().map((l) => l.text).join(' '))).toBeLessThan(0.05);
});
