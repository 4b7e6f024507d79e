import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { importPaths } from '../support/imports.ts';
import { openTestCore } from '../support/open-test-core.ts';
import { tempHome } from '../support/temp-home.ts';
import { ended, importSample, transcribe } from '../support/transcribe.ts';

test('a meeting made from sound is recognised where it was made, with or without the names of people', async () => {
  const { api } = openTestCore().connect();
  const meetingId = await importSample(api);
  await transcribe(api, meetingId);
  const [job] = (await api.summaries.start({ meetingIds: [meetingId] })).jobs;
  expect(await ended(api, job?.id ?? '')).toMatchObject({ state: 'done' });
  const { summaries } = await api.summaries.list({ meetingId });
  expect(summaries[0]?.content.actions.map(({ who }) => who)).toContain('David');
  for (const speakers of [true, false]) {
    const { data } = await api.exports.make({ meetingId, format: 'json', speakers });
    const file = join(tempHome(), 'meeting.json');
    writeFileSync(file, data);
    expect(await importPaths(api, [file])).toMatchObject([{ state: 'duplicate', meetingId }]);
  }
});
