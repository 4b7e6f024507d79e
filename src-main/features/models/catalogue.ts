import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { ModelId, type Model } from '../../contract/models.ts';

const Whole = v.pipe(v.number(), v.safeInteger(), v.minValue(1));
const described = {
  id: ModelId,
  name: v.string(),
  /** How many it understands. */
  languages: Whole,
  quantisation: v.string(),
  bytes: Whole,
  memoryBytes: Whole,
  licence: v.string(),
  sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
};
const source = v.pipe(v.string(), v.url());
const Catalogue = v.strictObject({
  builtin: v.strictObject({ ...described, file: v.string() }),
  models: v.array(v.strictObject({ ...described, source })),
  languageModels: v.array(v.strictObject({ ...described, contextTokens: Whole, source })),
});

/** What never changes of a model. */
export type Card = Pick<
  Model,
  | 'id'
  | 'kind'
  | 'name'
  | 'bytes'
  | 'memoryBytes'
  | 'isMultilingual'
  | 'languages'
  | 'contextTokens'
  | 'quantisation'
  | 'licence'
  | 'source'
> & { sha256: string };

export interface Catalogue {
  builtin: Card & { path: string };
  /** Those of speech and then those of language, each from the least able to the most able. */
  models: (Card & { source: string })[];
}

/** The models that there are to download, and the one that comes with the app. */
export function readCatalogue(resources: string): Catalogue {
  const folder = join(resources, 'models');
  const { builtin, models, languageModels } = v.parse(
    Catalogue,
    JSON.parse(readFileSync(join(folder, 'catalogue.json'), 'utf8')),
  );
  const { file, ...rest } = builtin;
  const facts = ({ languages }: { languages: number }) => ({ isMultilingual: languages > 1 });
  const speech = { kind: 'speech', contextTokens: null } as const;
  return {
    builtin: { ...rest, ...speech, ...facts(rest), source: null, path: join(folder, file) },
    models: [
      ...models.map((card) => ({ ...card, ...speech, ...facts(card) })),
      ...languageModels.map((card) => ({ ...card, kind: 'language' as const, ...facts(card) })),
    ],
  };
}
