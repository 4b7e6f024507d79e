import * as v from 'valibot';
import { modelKinds, type Model } from '../../contract/models.ts';
import { missing } from '../../rpc/errors.ts';
import type { ModelsFolder } from '../../storage/models-folder.ts';
import type { Card, Catalogue } from './catalogue.ts';

/** A model that the app knows, whether its file is here or not. */
export interface Known {
  card: Card;
  origin: Model['origin'];
  /** Where its file is, or would be. */
  path: string;
  isInstalled: boolean;
}

/** Written beside an imported file, since no catalogue tells of it. */
const ImportedCard = v.object({
  /** Cards of earlier versions do not say: there were no others. */
  kind: v.optional(v.picklist(modelKinds), 'speech'),
  name: v.string(),
  bytes: v.number(),
  memoryBytes: v.number(),
  isMultilingual: v.boolean(),
  quantisation: v.string(),
  contextTokens: v.optional(v.nullable(v.number()), null),
  sha256: v.string(),
});
export type ImportedCard = v.InferOutput<typeof ImportedCard>;

/** All models: what is on the disk decides what is installed. `catalogue` is read when it is first asked for. */
export function createShelf(folder: ModelsFolder, catalogue: () => Catalogue) {
  function builtin(): Known {
    const { path, ...card } = catalogue().builtin;
    return { card, origin: 'builtin', path, isInstalled: true };
  }

  // A file of another length is none that was put there whole.
  const isWhole = (id: string, bytes: number) => folder.bytes(id) === bytes;

  function imported(ids: readonly string[]): Known[] {
    return ids.flatMap((id) => {
      const read = v.safeParse(ImportedCard, folder.card(id));
      if (!read.success) return [];
      const card = { id, ...read.output, languages: null, licence: null, source: null };
      const isInstalled = isWhole(id, card.bytes);
      return [{ card, origin: 'imported' as const, path: folder.file(id), isInstalled }];
    });
  }

  /** Of each kind from the least able to the most able, as far as anybody can say. */
  function all(): Known[] {
    const { models } = catalogue();
    const present = new Set(folder.ids());
    const published = models.map((card): Known => {
      const isInstalled = present.has(card.id) && isWhole(card.id, card.bytes);
      return { card, origin: 'catalogue', path: folder.file(card.id), isInstalled };
    });
    for (const { id } of models) present.delete(id);
    return [builtin(), ...imported([...present]).sort((a, b) => a.card.bytes - b.card.bytes), ...published];
  }

  return {
    all,
    find: (id: string) => all().find(({ card }) => card.id === id),
    get(id: string): Known {
      const found = this.find(id);
      if (!found) throw missing('model', id);
      return found;
    },
    bySha256: (sha256: string) => all().find(({ card }) => card.sha256 === sha256),
  };
}
export type Shelf = ReturnType<typeof createShelf>;
