import { serveEngine } from '../../src-main/engines/process/serve-engine.ts';
import { openSpeechEngine } from '../../src-main/engines/whisper/open-engine.ts';

/** The engine child of a machine on which our binding could not be compiled. */
serveEngine(() =>
  openSpeechEngine(() => {
    throw new Error('There is no binding.');
  }),
);
