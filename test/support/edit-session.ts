import { corrections, edits } from '../../src-main/contract/edits.ts';
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
import { connect } from '../../src-main/rpc/connect.ts';
import { createEventBus } from '../../src-main/rpc/events.ts';
import { portPair } from '../../src-main/rpc/port.ts';
import { routes, serve } from '../../src-main/rpc/serve.ts';
import { openLibrary } from '../../src-main/storage/library.ts';
import { migrations } from '../../src-main/storage/migrations/index.ts';
import * as v from 'valibot';

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
export function openEditSession(home: string, more: Partial<TranscriptParts> = {}) {
  const library = openLibrary({ home, migrations });
  library.db.exec('PRAGMA synchronous = OFF');
  const bus = createEventBus<typeof contract>();
  const settings = v.parse(v.object(settingSchemas), {});
  const parts = {
    ...{ library, emit: bus.emit, jobsUnderWay: () => [], search: createSearcher(engine) },
    settings: () => settings,
    saveVocabulary: (vocabulary: string) => void Object.assign(settings, { vocabulary }),
    ...more,
  } as unknown as TranscriptParts & { search: ReturnType<typeof createSearcher> };
  const all = routes<typeof contract>(contract, {
    transcripts: transcriptHandlers(parts),
    edits: editHandlers(parts),
    corrections: correctionHandlers(parts),
    ...speakerHandlers(parts),
  });
  return {
    library,
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
