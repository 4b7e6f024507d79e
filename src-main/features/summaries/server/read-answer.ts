import * as v from 'valibot';
import { AppError } from '../../../rpc/errors.ts';
import { failed } from './failed.ts';

interface Answering {
  ask(signal: AbortSignal): Promise<Response>;
  signal: AbortSignal;
  maxTokens: number;
  onBytes(bytes: number): void;
  /** All words so far. */
  onText(text: string): void;
}

/** More letters than any token has. */
const LETTERS_A_TOKEN = 64;
/** What a server writes around each token, with room to spare. */
const BYTES_A_TOKEN = 4096;
const BESIDES = 1024 * 1024;
const LONGEST_LINE = 1024 * 1024;

const Text = v.optional(v.nullable(v.string()));
const Choice = v.object({
  delta: v.optional(v.object({ content: Text })),
  message: v.optional(v.object({ content: Text })),
  finish_reason: Text,
});
/** Of a stream each event, and else all of it. A last event may have no choices; an error has none. */
const Said = v.object({ choices: v.array(Choice) });

function refuse({ status }: Response): void {
  if (status >= 300 && status < 400)
    throw failed('elsewhere', `The server sends us to another address, which is not followed (${status}).`);
  if (status === 401 || status === 403)
    throw failed('key', `The server does not accept the key (${status}).`);
  if (status === 404) throw failed('unknown', 'The server knows no such address, or no such model (404).');
  if (status === 408 || status === 429 || status >= 500)
    throw failed('busy', `The server can not answer just now (${status}).`);
  if (status !== 200) throw failed('unknown', `The server does not take the question (${status}).`);
}

function read(json: string): { words: string; isLast: boolean } {
  try {
    const [choice] = v.parse(Said, JSON.parse(json)).choices;
    const words = choice?.delta?.content ?? choice?.message?.content ?? '';
    return { words, isLast: typeof choice?.finish_reason === 'string' };
  } catch (error) {
    throw failed('unreadable', 'What the server sends is no answer of such a server.', error);
  }
}

/** What the network throws is no defect of ours; what the signal throws is passed on as it is. */
async function online<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    signal.throwIfAborted();
    throw new AppError(
      'network_failed',
      'The server could not be reached, or the connection broke off.',
      {},
      {
        cause: error,
      },
    );
  }
}

/** The lines of what comes, in time for each; never more than was asked for. */
async function* linesOf(
  response: Response,
  { signal, maxTokens, onBytes }: Answering,
): AsyncGenerator<string> {
  const reader = response.body?.getReader();
  const decoder = new TextDecoder();
  let rest = '';
  let received = 0;
  try {
    while (reader) {
      const { value } = await online(signal, () => reader.read());
      if (!value) break;
      received += value.length;
      onBytes(value.length);
      rest += decoder.decode(value, { stream: true });
      const lines = rest.split('\n');
      rest = lines.pop() ?? '';
      if (received > maxTokens * BYTES_A_TOKEN + BESIDES || rest.length > LONGEST_LINE)
        throw failed('too_much', 'The server sends far more than was asked for.');
      yield* lines;
    }
    yield rest + decoder.decode();
  } finally {
    void reader?.cancel().catch(() => undefined);
  }
}

/** Asks, and reads the answer as it comes: a stream of events, or one answer where the server knows no streams. */
export async function readAnswer(answering: Answering): Promise<string> {
  const { ask, signal, maxTokens, onText } = answering;
  const response = await online(signal, () => ask(signal));
  refuse(response);
  const isStream = response.headers.get('content-type')?.includes('text/event-stream') === true;
  let text = '';
  let whole = '';
  let isOver = !isStream;
  for await (const line of linesOf(response, answering)) {
    if (!isStream) {
      whole += line;
      continue;
    }
    const event = /^data: ?(.*?)\r?$/.exec(line)?.[1];
    if (event === undefined) continue;
    if (event === '[DONE]') {
      isOver = true;
      break;
    }
    const { words, isLast } = read(event);
    isOver ||= isLast;
    text += words;
    if (text.length > maxTokens * LETTERS_A_TOKEN)
      throw failed('too_much', 'The server says far more than was asked for.');
    if (words !== '') onText(text);
  }
  if (!isOver) throw failed('unreadable', 'The answer of the server broke off.');
  return isStream ? text : read(whole).words;
}
