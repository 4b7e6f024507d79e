import type * as LlamaPackage from 'node-llama-cpp';
import type { ChatHistoryItem, GbnfJsonObjectSchema, Llama, LlamaContext, LlamaModel } from 'node-llama-cpp';
import { setImmediate } from 'node:timers/promises';
import { AppError } from '../../rpc/errors.ts';
import { createTurns } from '../in-turn.ts';
import type { Ask, LoadedLanguageModel } from './types.ts';

export type Package = typeof LlamaPackage;

interface Loaded {
  llama: Llama;
  model: LlamaModel;
  context: LlamaContext;
  device: string;
  fallbackReason: LoadedLanguageModel['fallbackReason'];
}

/** Nearly always its likeliest word, and the same ones each time. */
const SAMPLING = { temperature: 0.2, minP: 0.05, seed: 1 };
/** Room that the context is never filled up to: it would begin to forget. */
const SPARE_TOKENS = 8;
/** The thread is free for others after so many texts. */
const TURN = 200;

export function adapt(
  { LlamaChat, resolveChatWrapper }: Package,
  { llama, model, context, device, fallbackReason }: Loaded,
): LoadedLanguageModel {
  const chatWrapper = resolveChatWrapper(model);
  const chat = new LlamaChat({ contextSequence: context.getSequence(), chatWrapper });
  const turns = createTurns();

  const historyOf = (system: string, user: string): ChatHistoryItem[] => [
    { type: 'system', text: system },
    { type: 'user', text: user },
    { type: 'model', response: [] },
  ];
  const tokensOf = (system: string, user: string) =>
    chatWrapper
      .generateContextState({ chatHistory: historyOf(system, user) })
      .contextText.tokenize(model.tokenizer).length;
  // With words in it, since some templates leave out what is empty; and where they meet, words may be cut otherwise.
  const contextTokens = context.contextSize - tokensOf('a', 'a') - 2 * SPARE_TOKENS;

  async function complete({ system, user, schema, maxTokens, signal, onText }: Ask): Promise<string> {
    if (tokensOf(system, user) + maxTokens > context.contextSize - SPARE_TOKENS)
      throw new AppError(
        'prompt_too_long',
        'Prompt and answer are more than this language model takes at once.',
      );
    let said = '';
    try {
      const grammar = schema && (await llama.createGrammarForJsonSchema(schema as GbnfJsonObjectSchema));
      const { response } = await chat.generateResponse(historyOf(system, user), {
        ...SAMPLING,
        ...(grammar && { grammar }),
        maxTokens,
        // JSON repeats its signs, and citations their ids.
        repeatPenalty: false,
        signal,
        onTextChunk(text) {
          said += text;
          onText?.(said);
        },
      });
      return response;
    } catch (error) {
      if (signal.aborted) throw new AppError('cancelled', 'Cancelled.');
      throw new AppError('engine_unavailable', 'The language model could not answer.', {}, { cause: error });
    }
  }

  return {
    ...{ device, contextTokens, fallbackReason },
    count: (texts, signal) =>
      turns.run(async () => {
        const counts: number[] = [];
        for (const text of texts) {
          if (counts.length % TURN === 0) await setImmediate();
          if (signal.aborted) throw new AppError('cancelled', 'Cancelled.');
          counts.push(model.tokenize(text).length);
        }
        return counts;
      }, signal),
    complete: (ask) => turns.run(() => complete(ask), ask.signal),
    free: () => turns.free(() => model.dispose()),
  };
}
