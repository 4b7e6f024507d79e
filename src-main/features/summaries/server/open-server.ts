import { serverAt } from '../../../contract/server-address.ts';
import type { Settings } from '../../../contract/settings.ts';
import { SERVER } from '../../../contract/summaries.ts';
import { AppError } from '../../../rpc/errors.ts';
import type { Ask, LanguageModel } from '../model/language-model.ts';
import { readAnswer } from './read-answer.ts';
import { failed } from './failed.ts';
import { tokensAtMost } from './tokens.ts';

type ServerSettings = Pick<
  Settings,
  'serverOn' | 'serverAddress' | 'serverModel' | 'serverKey' | 'serverContext'
>;

interface Request {
  end(outcome: 'done' | 'failed' | 'cancelled', bytes: number): void;
}

export interface ServerParts {
  /** Writes a request down before it is made: the host, and never what is said. */
  begin(host: string): Request;
  /** How long the server may say nothing. */
  silentMs?: number;
}

/** Some read for minutes before they write the first word; fetch itself gives up after five. */
const SILENT_MS = 290_000;

/** Paths of OpenAI's begin with /v1, which people leave out. */
function chatAddress(base: URL): string {
  const path = base.pathname.replace(/\/+$/, '').replace(/\/chat\/completions$/, '');
  return `${base.origin}${path === '' ? '/v1' : path}/chat/completions`;
}

function bodyOf({ system, user, schema, maxTokens }: Ask, model: string): string {
  return JSON.stringify({
    model,
    messages: [
      { role: 'system', content: system },
      { role: 'user', content: user },
    ],
    max_tokens: maxTokens,
    temperature: 0,
    stream: true,
    ...(schema && {
      response_format: { type: 'json_schema', json_schema: { name: 'answer', strict: true, schema } },
    }),
  });
}

/** A server that speaks as OpenAI's do, such as Ollama, LM Studio or llama.cpp's own. Throws `no_model` where it is off. */
export function openServer(
  settings: ServerSettings,
  { begin, silentMs = SILENT_MS }: ServerParts,
): LanguageModel {
  const { serverOn, serverModel, serverKey, serverContext } = settings;
  const base = serverAt(settings.serverAddress);
  if (!serverOn || !base || serverModel === '') {
    const message = 'The server that writes summaries is off, or its address or model is not set.';
    throw new AppError('no_model', message, { missing: [SERVER] });
  }
  const address = chatAddress(base);
  const headers = {
    'content-type': 'application/json',
    accept: 'text/event-stream, application/json',
    'user-agent': 'MeetMemo',
    ...(serverKey !== '' && { authorization: `Bearer ${serverKey}` }),
  };

  async function complete(ask: Ask): Promise<string> {
    const { signal, schema, maxTokens, onText } = ask;
    signal.throwIfAborted();
    const request = begin(base?.host ?? '');
    const stopped = new AbortController();
    const silence = setTimeout(() => {
      stopped.abort(failed('silent', 'The server says nothing.'));
    }, silentMs);
    let received = 0;
    try {
      const text = await readAnswer({
        ask: (own) =>
          fetch(address, {
            ...{ method: 'POST', headers, body: bodyOf(ask, serverModel), signal: own },
            // Where it sends us on to, nobody has said yes to.
            ...{ redirect: 'manual', credentials: 'omit' },
          }),
        signal: AbortSignal.any([signal, stopped.signal]),
        maxTokens,
        onBytes(bytes) {
          received += bytes;
        },
        onSign() {
          silence.refresh();
        },
        onText: onText ?? (() => undefined),
      });
      // Thoughts before it and a fence around it are for whoever reads it.
      if (schema && !text.includes('{'))
        throw failed('unreadable', 'The server did not answer in the form that was asked for.');
      request.end('done', received);
      return text;
    } catch (error) {
      // Whatever is still open goes with it.
      stopped.abort();
      request.end(signal.aborted ? 'cancelled' : 'failed', received);
      throw error;
    } finally {
      clearTimeout(silence);
    }
  }

  return {
    ...{ id: SERVER, name: serverModel, method: 'server', sha256: null, device: null },
    contextTokens: serverContext,
    count: (texts) => Promise.resolve(texts.map(tokensAtMost)),
    complete,
  };
}
