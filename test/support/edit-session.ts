import { onTestFinished } from 'vitest';
import { corrections, edits, type Changed } from '../../src-main/contract/edits.ts';
import type { Job } from '../../src-main/contract/jobs.ts';
import { people } from '../../src-main/contract/people.ts';
import { settingSchemas } from '../../src-main/contract/settings.ts';
import { speakers } from '../../src-main/contract/speakers.ts';
import { transcripts } from '../../src-main/contract/transcripts.ts';
import type { Engine } from '../../src-main/engines/process/types.ts';
import { search } from '../../src-main/engines/text/search.ts';
import type { Wanted } from '../../src-main/engines/text/types.ts';
import { editHandlers } from '../../src-main/features/transcripts/edits/handlers.ts';
import { correctionHandlers } from '../../src-main/features/transcripts/find/corrections.ts';
import { createSearcher } from '../../src-main/features/transcripts/find/searcher.ts';
import { transcriptHandlers } from '../../src-main/features/transcripts/handlers.ts';
import type { TranscriptParts } from '../../src-main/features/transcripts/parts.ts';
import { speakerHandlers } from '../../src-main/features/transcripts/speakers/handlers.ts';
import { createMeetings } from '../../src-main/features/meetings/changes.ts';
import { connect } from '../../src-main/rpc/connect.ts';
import { createEventBus } from '../../src-main/rpc/events.ts';
import { portPair } from '../../src-main/rpc/port.ts';
import { routes, serve } from '../../src-main/rpc/serve.ts';
import { openLibrary } from '../../src-main/storage/library.ts';
import { migrations } from '../../src-main/storage/migrations/index.ts';
import * as v from 'valibot';
import { writeTranscript } from './edit-library.ts';
import { tempHome } from './temp-home.ts';

const contract = { transcripts, edits, corrections, speakers, people };

/** Finds without a process of its own, which takes its time to start. */
const engine = {
  use: (call: (api: unknown) => unknown) =>
    call({
      text: {
        search: ({ texts, ...wanted }: Wanted & { texts: string[] }) =>
          Promise.resolve(search(texts, wanted)),
      },
    }),
} as unknown as Engine;

/** What a person edits with, over a real library, that does not wait for the disk. */
export function openEditSession(home: string) {
  const library = openLibrary({ home, migrations });
  library.db.exec('PRAGMA synchronous = OFF');
  const bus = createEventBus<typeof contract>();
  const settings = v.parse(v.object(settingSchemas), {});
  /** Under way, in whatever meeting. */
  const jobs: Pick<Job, 'kind'>[] = [];
  const parts = {
    ...{
      library,
      emit: bus.emit,
      jobsUnderWay: () => jobs,
      forgetWords: () => Promise.resolve(),
      forgetVersion: () => undefined,
      search: createSearcher(engine),
    },
    settings: () => settings,
    saveVocabulary: (vocabulary: string) => void Object.assign(settings, { vocabulary }),
  } as unknown as TranscriptParts & { search: ReturnType<typeof createSearcher> };
  const all = routes<typeof contract>(contract, {
    transcripts: transcriptHandlers(parts),
    edits: editHandlers(parts),
    corrections: correctionHandlers(parts),
    ...speakerHandlers(parts),
  });
  return {
    library,
    jobs,
    connect() {
      const [near, far] = portPair();
      serve(contract, all, bus, far, { checkOutput: true });
      return connect(contract, () => near).api;
    },
    close(): void {
      library.close();
    },
  };
}
export type EditApi = ReturnType<ReturnType<typeof openEditSession>['connect']>;

/** A meeting with one version, a segment of two seconds every three, in a session that ends with the test. */
export function openEdits(texts: readonly string[]) {
  const home = tempHome();
  const session = openEditSession(home);
  onTestFinished(() => {
    session.close();
  });
  const [meetingId = ''] = createMeetings(session.library.db, [{ title: 'Talk' }]);
  const said = texts.map((text, at) => ({ text, startMs: at * 3000, endMs: at * 3000 + 2000 }));
  const { id, segmentIds } = writeTranscript(home, meetingId, said);
  const api = session.connect();
  const changes: Changed[] = [];
  api.edits.changed((changed) => changes.push(changed));
  const segments = async (transcriptId = id) =>
    (await api.transcripts.segments({ id: transcriptId, limit: 5000 })).segments;
  return {
    ...{ home, session, db: session.library.db, api, meetingId, id, segmentIds, changes, segments },
    texts: async (transcriptId = id) => (await segments(transcriptId)).map(({ text }) => text),
    steps: async () => (await api.edits.history({ meetingId })).steps.map(({ kind }) => kind),
  };
}
