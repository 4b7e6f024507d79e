import * as v from 'valibot';
import { AppError } from '../../../rpc/errors.ts';
import { DONE, eventsOf } from './events.ts';
import { failed } from './failed.ts';

interface Answering {
  ask(signal: AbortSignal): Promise<Response>;
  signal: AbortSignal;
  maxTokens: number;
  onBytes(bytes: number): void;
  /** It says or thinks something. */
  onSign(): void;
  /** All words so far. */
  onText(text: string): void;
}

/** More letters than any token has. */
const LETTERS_A_TOKEN = 64;
/** What a server writes around each token, with room to spare. */
const BYTES_A_TOKEN = 4096;
const BESIDES = 1024 * 1024;
const LONGEST_LINE = 1024 * 1024;

const Text = v.nullish(v.string());
const Content = v.nullish(v.union([v.string(), v.array(v.object({ text: Text }))]));
/** Some tell thoughts apart. */
const Words = v.nullish(v.object({ content: Content, reasoning_content: Text, reasoning: Text }));
const Choice = v.object({ delta: Words, message: Words, finish_reason: Text });
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

function read(json: string): { words: string; isThought: boolean; isLast: boolean } {
  try {
    const [choice] = v.parse(Said, JSON.parse(json)).choices;
    const said = choice?.delta ?? choice?.message;
    const content = said?.content ?? '';
    const words = typeof content === 'string' ? content : content.map(({ text }) => text ?? '').join('');
    return {
      words,
      isThought: Boolean(said?.reasoning_content ?? said?.reasoning),
      isLast: Boolean(choice?.finish_reason),
    };
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
      // What comes next may begin with the other half of a line's end.
      const lines = rest.split(/\r\n|\n|\r(?!$)/);
      rest = lines.pop() ?? '';
      if (received > maxTokens * BYTES_A_TOKEN + BESIDES || rest.length > LONGEST_LINE)
        throw failed('too_much', 'The server sends far more than was asked for.');
      yield* lines;
    }
    yield (rest + decoder.decode()).replace(/\r$/, '');
  } finally {
    void reader?.cancel().catch(() => undefined);
  }
}

/** Asks, and reads the answer as it comes: a stream of events, or one answer where the server knows no streams. */
export async function readAnswer(answering: Answering): Promise<string> {
  const { ask, signal, maxTokens, onSign, onText } = answering;
  const response = await online(signal, () => ask(signal));
  refuse(response);
  const lines = linesOf(response, answering);
  if (response.headers.get('content-type')?.toLowerCase().includes('text/event-stream') !== true) {
    let whole = '';
    for await (const line of lines) {
      onSign();
      whole += line;
    }
    return read(whole).words;
  }
  let text = '';
  for await (const event of eventsOf(lines)) {
    if (event === DONE) return text;
    const { words, isThought, isLast } = read(event);
    text += words;
    if (text.length > maxTokens * LETTERS_A_TOKEN)
      throw failed('too_much', 'The server says far more than was asked for.');
    // To keep the connection open says nothing.
    if (words !== '' || isThought) onSign();
    if (words !== '') onText(text);
    // Some leave the connection open.
    if (isLast) return text;
  }
  throw failed('unreadable', 'The answer of the server broke off.');
}
