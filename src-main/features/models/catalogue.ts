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
const Catalogue = v.strictObject({
  builtin: v.strictObject({ ...described, file: v.string() }),
  models: v.array(v.strictObject({ ...described, source: v.pipe(v.string(), v.url()) })),
});

/** What never changes of a model. */
export type Card = Pick<
  Model,
  'id' | 'name' | 'bytes' | 'memoryBytes' | 'isMultilingual' | 'quantisation' | 'licence' | 'source'
> & { sha256: string };

export interface Catalogue {
  builtin: Card & { path: string };
  /** From the least able to the most able. */
  models: (Card & { source: string })[];
}

/** The models that there are to download, and the one that comes with the app. */
export function readCatalogue(resources: string): Catalogue {
  const folder = join(resources, 'models');
  const { builtin, models } = v.parse(
    Catalogue,
    JSON.parse(readFileSync(join(folder, 'catalogue.json'), 'utf8')),
  );
  const { languages, file, ...rest } = builtin;
  return {
    builtin: { ...rest, source: null, isMultilingual: languages > 1, path: join(folder, file) },
    models: models.map(({ languages: count, ...card }) => ({ ...card, isMultilingual: count > 1 })),
  };
}
