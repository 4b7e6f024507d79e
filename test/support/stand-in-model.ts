import type { Ask, LanguageModel } from '../../src-main/features/summaries/model/language-model.ts';

type Random = (below: number) => number;

interface StandIn {
  contextTokens: number;
  random: Random;
  /** Of a hundred answers, so many are cut off. */
  cutOff?: number;
  /** Instead of what it would say. */
  answer?: (ask: Ask) => string;
}

/** Three letters to a token, and an end of a word is one: never fewer for two texts together than for each. */
const tokensIn = (text: string) => Math.ceil(text.length / 3);

interface Schema {
  type?: string;
  oneOf?: Schema[];
  properties?: Record<string, Schema>;
  items?: Schema;
  maxItems?: number;
  maxLength?: number;
}

/** Something of that shape, out of words that it was given, and ids that may be there or not. */
function anything(schema: Schema, words: readonly string[], random: Random): unknown {
  if (schema.oneOf) return anything(schema.oneOf[random(schema.oneOf.length)] ?? {}, words, random);
  if (schema.type === 'object')
    return Object.fromEntries(
      Object.entries(schema.properties ?? {}).map(([name, own]) => [name, anything(own, words, random)]),
    );
  if (schema.type === 'array')
    return Array.from({ length: random(Math.min(schema.maxItems ?? 3, 4)) }, () =>
      anything(schema.items ?? {}, words, random),
    );
  if (schema.type !== 'string') return null;
  const word = () => words[random(words.length)] ?? '';
  if (schema.maxLength === 8)
    return [`s${random(50)}`, word().slice(0, 8), `S${random(9000)}`, '[s1]'][random(4)];
  return Array.from({ length: 1 + random(12) }, word)
    .join(' ')
    .slice(0, schema.maxLength);
}

/** A language model that says anything of the right shape, and fails where more is asked of it than it takes. */
export function standInModel({ contextTokens, random, cutOff = 0, answer }: StandIn) {
  const prompts: string[] = [];
  const model: LanguageModel = {
    ...{ id: 'stand-in', name: 'Stand-in', method: 'llama', sha256: null, device: 'CPU', contextTokens },
    count: (texts) => Promise.resolve(texts.map(tokensIn)),
    complete(ask) {
      ask.signal.throwIfAborted();
      const { system, user, maxTokens, schema = {} } = ask;
      if (tokensIn(system) + tokensIn(user) + maxTokens > contextTokens)
        return Promise.reject(new Error('More was asked than the context takes'));
      prompts.push(user);
      const said = answer?.(ask) ?? JSON.stringify(anything(schema, user.split(/\s+/), random));
      ask.onText?.(said.slice(0, said.length / 2));
      return Promise.resolve(random(100) < cutOff ? said.slice(0, random(said.length)) : said);
    },
  };
  return { model, prompts };
}
