import { openTestCore } from './open-test-core.ts';
import { plantTranscript } from './plant-transcript.ts';

/** A library of so many meetings with a little said in each, every third of them of the same name. */
export async function makeMeetings(home: string, count: number): Promise<string[]> {
  const core = openTestCore(home, { leavesJobs: true });
  const { api } = core.connect();
  const { meetings } = await api.meetings.createMany({
    meetings: Array.from({ length: count }, (_, at) => ({
      title: at % 3 === 0 ? 'Weekly' : `Talk ${String(at)}`,
      notes: `Note ${String(at)}.`,
    })),
  });
  await core.close();
  for (const [at, { id }] of meetings.entries())
    plantTranscript(home, id, {
      segments: [{ text: `This is said in number ${String(at)}.`, speaker: 0 }],
      speakers: ['Zoë'],
    });
  return meetings.map(({ id }) => id);
}
