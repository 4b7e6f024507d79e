import { createEventBus } from '../../rpc/events.ts';
import { routes, serve } from '../../rpc/serve.ts';
import { listeners, type Port } from '../../rpc/port.ts';
import { audioHandlers } from '../decoder/handlers.ts';
import { voiceHandlers } from '../voice/handlers.ts';
import { checkFile } from '../model-file/check.ts';
import { engineContract, type EngineContract } from './contract.ts';
import { startPulse } from './pulse.ts';
import { search } from '../text/search.ts';
import { openSpeechEngine } from '../whisper/open-engine.ts';
import { createLanguage } from './language.ts';
import { createSpeech } from './speech.ts';

/** Electron gives a utility process `parentPort`; a plain child has `process.send`. */
interface ParentPort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { data: unknown }) => void): void;
}

function parentPort(): Port {
  const message = listeners<unknown>();
  const close = listeners<undefined>();
  const electron = (process as { parentPort?: ParentPort }).parentPort;
  electron?.on('message', ({ data }) => {
    message.tell(data);
  });
  process.on('message', (data) => {
    message.tell(data);
  });
  process.on('disconnect', () => {
    // Without a parent there is nobody to work for.
    close.tell(undefined);
    process.exit(0);
  });
  return {
    send(value) {
      if (electron) electron.postMessage(value);
      else process.send?.(value);
    },
    onMessage: (listener) => message.add(listener),
    onClose: (listener) => close.add(listener),
    close() {
      process.exit(0);
    },
  };
}

/** All that the child does, for as long as its parent lives. */
export function serveEngine(openSpeech = openSpeechEngine): void {
  const bus = createEventBus<EngineContract>();
  const speech = createSpeech(bus.emit, openSpeech);
  startPulse(() => bus.emit('engine.beat', {}));
  const handlers = routes<EngineContract>(engineContract, {
    engine: {
      async probe() {
        try {
          return { ready: true, engine: (await speech.engine()).name };
        } catch {
          return { ready: false, engine: 'whisper.cpp' };
        }
      },
    },
    audio: audioHandlers((progress) => bus.emit('audio.progressed', progress)),
    models: { check: ({ path }) => checkFile(path) },
    speech: speech.handlers,
    language: createLanguage((said) => bus.emit('language.said', said)),
    voice: voiceHandlers(),
    text: {
      search: ({ texts, ...wanted }) => search(texts, wanted),
    },
  });
  serve(engineContract, handlers, bus, parentPort());
}
