import * as v from 'valibot';
import type { ServerFailure } from '../../../contract/failures.ts';
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
const BROKE_OFF = 'The answer of the server broke off.';

const Text = v.nullish(v.string());
const Content = v.nullish(v.union([v.string(), v.array(v.object({ text: Text }))]));
/** Some tell thoughts apart. */
const Words = v.nullish(v.object({ content: Content, reasoning_content: Text, reasoning: Text }));
const Choice = v.object({ delta: Words, message: Words, finish_reason: Text });
/** Of a stream each event, and else all of it. A last event may have no choices; an error has none. */
const Said = v.object({ choices: v.array(Choice) });

function refuse({ status }: Response): void {
  const refusal = (reason: ServerFailure, message: string) =>
    failed(reason, `${message} (${status}).`, { status });
  if (status >= 300 && status < 400)
    throw refusal('elsewhere', 'The server sends us to another address, which is not followed');
  if (status === 401 || status === 403) throw refusal('key', 'The server does not accept the key');
  if (status === 404) throw refusal('unknown', 'The server knows no such address, or no such model');
  if (status === 429) throw refusal('rate', 'The server has got too many requests');
  if (status === 408 || status >= 500) throw refusal('busy', 'The server can not answer just now');
  if (status !== 200) throw refusal('refused', 'The server does not take the question');
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
    throw failed('unreadable', 'What the server sends is no answer of such a server.', { cause: error });
  }
}

/** What the network throws is no defect of ours; what the signal throws is passed on as it is. */
async function online<T>(
  signal: AbortSignal,
  work: () => Promise<T>,
  reason: ServerFailure,
  message: string,
): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    signal.throwIfAborted();
    throw failed(reason, message, { cause });
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
      const { value } = await online(signal, () => reader.read(), 'cut', BROKE_OFF);
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
  const response = await online(signal, () => ask(signal), 'unreachable', 'The server could not be reached.');
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
  throw failed('cut', BROKE_OFF);
}
