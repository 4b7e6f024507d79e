import { availableMemory } from 'node:process';
import type { ModelKind } from '../../contract/models.ts';
import type { Engine } from '../../engines/process/types.ts';
import { AppError } from '../../rpc/errors.ts';
import type { Card } from './catalogue.ts';
import { fit, type MemoryFit } from './fit.ts';
import type { Shelf } from './shelf.ts';

/** For those who want to transcribe. */
export type InstalledModel = Pick<
  Card,
  'id' | 'name' | 'sha256' | 'isMultilingual' | 'quantisation' | 'bytes'
> & {
  path: string;
};

/** For those who want it to write. */
export interface LanguageFile {
  id: string;
  name: string;
  path: string;
  sha256: string;
  /** Checks the head of the file once more, and says how it is to be loaded. Throws `little_memory`. */
  fit(signal: AbortSignal): Promise<MemoryFit>;
}

interface Outside {
  shelf: Shelf;
  engine: Engine;
  graphicsBytes(): number | null;
}

/** Of what is installed, the file that is asked for. */
export function installedModels({ shelf, engine, graphicsBytes }: Outside) {
  const installed = (kind: ModelKind) =>
    shelf.all().filter(({ card, isInstalled }) => isInstalled && card.kind === kind);

  /**
   * The file of this speech model; empty: of the best that is installed. The one for tests only where it was named, or
   * where `forSample` says that the sound is the sample meeting's. Throws `no_model`.
   */
  function find(id: string, forSample = false): InstalledModel {
    const speech = installed('speech');
    const found =
      id === ''
        ? speech.filter(({ origin }) => origin !== 'builtin' || forSample).at(-1)
        : speech.find(({ card }) => card.id === id);
    if (!found) {
      const message =
        id === ''
          ? 'No speech model is installed. meetmemo models recommend says which to download; --model nano-en takes the one for tests, which understands the sample meeting and no human speech.'
          : 'The model that was asked for is not installed. Download it, or import a file.';
      throw new AppError('no_model', message);
    }
    const { name, sha256, isMultilingual, quantisation, bytes } = found.card;
    return { id: found.card.id, name, sha256, isMultilingual, quantisation, bytes, path: found.path };
  }

  return {
    find,
    /** The same for a setting: where what it names is gone, the best takes its place. */
    findUsual: (id: string, forSample?: boolean) =>
      find(installed('speech').some(({ card }) => card.id === id) ? id : '', forSample),
    /** Throws `no_model`. */
    languageFile(id: string): LanguageFile {
      const found = installed('language').find(({ card }) => card.id === id);
      if (!found) {
        const message = 'The language model that was asked for is not installed.';
        throw new AppError('no_model', message, { missing: [id] });
      }
      const { path, card } = found;
      return {
        ...{ id, name: card.name, path, sha256: card.sha256 },
        async fit(signal) {
          const facts = await engine.use(({ models }) => models.check({ path }, { signal }));
          const free = { memoryBytes: availableMemory(), graphicsBytes: graphicsBytes() };
          const fitted = facts.kind === 'language' ? fit(facts.shape, free) : null;
          if (fitted) return fitted;
          throw new AppError('little_memory', 'There is too little free memory for this model.', { id });
        },
      };
    },
  };
}
export type InstalledModels = ReturnType<typeof installedModels>;
