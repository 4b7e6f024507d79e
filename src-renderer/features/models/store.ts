import { createStore } from 'zustand';
import type { Model, ModelKind, NetworkAttempt, Recommended } from '../../../src-main/contract/models.ts';
import type { Api } from '../../api.ts';
import type { Gathered } from '../imports/gather.ts';
import type { OwnTexts, Toasts } from '../toasts/store.ts';
import { text } from '../../i18n/translate.ts';
import { modelInUse } from './in-use.ts';
import { sendModel } from './sending.ts';

interface ModelsState {
  isLoaded: boolean;
  models: readonly Model[];
  recommended: Record<ModelKind, Recommended | null>;
  /** Of which kind the list is. */
  kind: ModelKind;
  /** Every request to the network; null: not read yet. */
  attempts: readonly NetworkAttempt[] | null;
}

/** The one that a person has chosen for new transcriptions; empty: the best that is installed. */
interface UsualModel {
  get(): string;
  choose(id: string): unknown;
  /** The same for summaries. */
  writeWith(id: string): unknown;
}

/** What is wrong with a file that is to be a model. */
const refusals = {
  split: 'models.refused.split',
  adapter: 'models.refused.adapter',
  projector: 'models.refused.projector',
  embedding: 'models.refused.embedding',
  speech: 'models.refused.speech',
  no_writer: 'models.refused.no_writer',
  unknown_type: 'models.refused.unknown_type',
} as const;
const isRefusal = (reason: unknown): reason is keyof typeof refusals =>
  typeof reason === 'string' && Object.hasOwn(refusals, reason);
const ownTexts: OwnTexts = {
  unsupported_format: ({ reason }) => (isRefusal(reason) ? refusals[reason] : 'models.notAModel'),
  file_damaged: 'models.damaged',
  conflict: 'models.busy',
};

/** The models: what there is, what is installed, what is on its way. */
export function createModels(api: Api, toasts: Toasts, usual: UsualModel) {
  const store = createStore<ModelsState>(() => ({
    isLoaded: false,
    models: [],
    recommended: { speech: null, language: null },
    kind: 'speech',
    attempts: null,
  }));
  const { attempt } = toasts;

  const put = (changed: readonly Model[]) => {
    const models = new Map(store.getState().models.map((model) => [model.id, model]));
    for (const model of changed) models.set(model.id, model);
    store.setState({ models: [...models.values()] });
  };
  const drop = (ids: readonly string[]) => {
    store.setState(({ models }) => ({ models: models.filter(({ id }) => !ids.includes(id)) }));
  };
  async function readNetwork(): Promise<void> {
    const { attempts } = await api.models.network({});
    store.setState({ attempts });
  }

  /** Which one is used from now on may not be what the person thinks. */
  function imported(model: Model, wasThere: boolean): void {
    store.setState({ kind: model.kind });
    if (wasThere) {
      toasts.done(text('models.alreadyThere', { name: model.name }));
      return;
    }
    if (model.kind === 'language') {
      const write = { text: text('models.useIt'), run: () => void usual.writeWith(model.id) };
      toasts.done(text('models.importedLanguage', { name: model.name }), write);
      return;
    }
    const used = modelInUse(store.getState().models, usual.get());
    if (!used || model.isForTests) return;
    const said = text('models.imported', { name: model.name, used: used.name });
    const use = { text: text('models.useIt'), run: () => void usual.choose(model.id) };
    toasts.done(said, used.id === model.id ? null : use);
  }

  api.models.changed(({ models }) => {
    put(models);
    if (store.getState().attempts) void readNetwork().catch(() => undefined);
  });
  api.models.removed(({ ids }) => {
    drop(ids);
  });

  return {
    store,
    load: () =>
      attempt('models', async () => {
        const { models, recommended: speech, recommendedLanguage: language } = await api.models.list();
        store.setState({ isLoaded: true, models, recommended: { speech, language } });
      }),
    show(kind: ModelKind): void {
      store.setState({ kind });
    },
    download: (id: string) =>
      attempt(`model ${id}`, async () => {
        put([await api.models.download({ id })]);
      }),
    cancel: (id: string) =>
      attempt(`model ${id}`, async () => {
        put([await api.models.cancel({ id })]);
      }),
    remove: (id: string) =>
      attempt(`model ${id}`, async () => {
        const { models } = await api.models.remove({ id });
        if (models.every((model) => model.id !== id)) drop([id]);
        put(models);
      }),
    /** From files that were chosen or dropped, one after another. */
    async importFiles({ paths, files }: Gathered): Promise<void> {
      const take = (name: string, bring: () => Promise<Model>) =>
        attempt(
          `model ${name}`,
          async () => {
            const there = new Set(store.getState().models.flatMap((own) => (own.isInstalled ? own.id : [])));
            const model = await bring();
            put([model]);
            imported(model, there.has(model.id));
          },
          ownTexts,
          name.split(/[/\\]/).at(-1),
        );
      for (const path of paths) await take(path, () => api.models.importFile({ path }));
      for (const file of files) await take(file.name, () => sendModel(api, file, put));
    },
    readNetwork: () => attempt('network', readNetwork),
    clearNetwork: () =>
      attempt('network', async () => {
        await api.models.clearNetwork();
        store.setState({ attempts: [] });
      }),
  };
}
