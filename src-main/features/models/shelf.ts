import * as v from 'valibot';
import type { Model } from '../../contract/models.ts';
import { AppError } from '../../rpc/errors.ts';
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
  name: v.string(),
  bytes: v.number(),
  memoryBytes: v.number(),
  isMultilingual: v.boolean(),
  quantisation: v.string(),
  sha256: v.string(),
});
export type ImportedCard = v.InferOutput<typeof ImportedCard>;

/** All models: what is on the disk decides what is installed. `catalogue` is read when it is first asked for. */
export function createShelf(folder: ModelsFolder, catalogue: () => Catalogue) {
  function builtin(): Known {
    const { path, ...card } = catalogue().builtin;
    return { card, origin: 'builtin', path, isInstalled: true };
  }

  const place = (id: string, bytes: number) => ({
    path: folder.file(id),
    // A file of another length is none that was put there whole.
    isInstalled: folder.bytes(id) === bytes,
  });

  const fromCatalogue = (): Known[] =>
    catalogue().models.map((card) => ({ card, origin: 'catalogue', ...place(card.id, card.bytes) }));

  function imported(): Known[] {
    const own = new Set(catalogue().models.map(({ id }) => id));
    return folder.ids().flatMap((id) => {
      const read = v.safeParse(ImportedCard, folder.card(id));
      if (own.has(id) || !read.success) return [];
      const card = { id, ...read.output, licence: null, source: null };
      return [{ card, origin: 'imported' as const, ...place(id, card.bytes) }];
    });
  }

  /** From the least able to the most able, as far as anybody can say. */
  const all = () => [
    builtin(),
    ...imported().sort((a, b) => a.card.bytes - b.card.bytes),
    ...fromCatalogue(),
  ];

  return {
    all,
    find: (id: string) => all().find(({ card }) => card.id === id),
    get(id: string): Known {
      const found = this.find(id);
      if (!found) throw new AppError('not_found', 'This model does not exist.', { missing: [id], count: 1 });
      return found;
    },
    bySha256: (sha256: string) => all().find(({ card }) => card.sha256 === sha256),
  };
}
export type Shelf = ReturnType<typeof createShelf>;
