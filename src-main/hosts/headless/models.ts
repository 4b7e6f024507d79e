import { resolve } from 'node:path';
import type { Api } from '../../contract/index.ts';
import type { Model } from '../../contract/models.ts';
import { AppError } from '../../rpc/errors.ts';
import { listLines, recommendLine, showTransfer, usualLine } from './model-lines.ts';
import { openCore } from './open-core.ts';

const commands = ['list', 'recommend', 'download', 'import', 'remove'] as const;
type Command = (typeof commands)[number];
export const isModelsCommand = (word: string | undefined): word is Command =>
  commands.some((command) => command === word);

type Show = (model: Model) => void;

/** Waits until it is here or has failed; a signal stops it and leaves what came. */
async function download(api: Api, id: string, show: Show, signal: AbortSignal): Promise<Model> {
  const { promise, resolve: finish } = Promise.withResolvers<Model>();
  const take = (model: Model) => {
    if (model.id !== id) return;
    show(model);
    if (!model.transfer) finish(model);
  };
  const stop = api.models.changed(({ models }) => {
    models.forEach(take);
  });
  const cancel = () => void api.models.cancel({ id });
  signal.addEventListener('abort', cancel);
  try {
    take(await api.models.download({ id }));
    if (signal.aborted) cancel();
    return await promise;
  } finally {
    stop();
    signal.removeEventListener('abort', cancel);
  }
}

async function importFile(api: Api, path: string, show: Show, signal: AbortSignal): Promise<Model> {
  const stop = api.models.changed(({ models }) => {
    for (const model of models) if (model.transfer?.kind === 'import') show(model);
  });
  try {
    const model = await api.models.importFile({ path: resolve(path) }, { signal });
    show(model);
    return model;
  } finally {
    stop();
  }
}

async function run(api: Api, command: Command, what: string, json: boolean, signal: AbortSignal) {
  const print = (text: string, value: unknown) => {
    process.stdout.write(json ? `${JSON.stringify(value, null, 2)}\n` : text);
  };
  const { show } = showTransfer(json ? null : process.stdout);
  switch (command) {
    case 'list': {
      const listed = await api.models.list();
      print(listLines(listed), listed);
      return true;
    }
    case 'recommend': {
      const { models, recommended, recommendedLanguage } = await api.models.list();
      const lines = [
        recommendLine('speech', models, recommended),
        recommendLine('language', models, recommendedLanguage),
      ];
      print(lines.join(''), { recommended, recommendedLanguage });
      return true;
    }
    case 'remove':
      await api.models.remove({ id: what });
      print(`${what}: removed\n`, { removed: what });
      return true;
    case 'download': {
      const model = await download(api, what, show, signal);
      if (json) print('', model);
      return model.isInstalled;
    }
    case 'import': {
      const model = await importFile(api, what, show, signal);
      const { models: all, usual } = await api.models.list();
      print(usualLine(all, usual, model.id), model);
      return model.isInstalled;
    }
  }
}

/** Works on the models of this library. Tells whether what was asked for is so now. */
export async function models(
  home: string,
  command: Command,
  what: string,
  json: boolean,
  signal: AbortSignal,
): Promise<boolean> {
  const core = openCore(home, 'headless');
  try {
    const { api } = core.connect();
    const { state, message } = await api.library.status();
    if (state !== 'open') throw new AppError('library_unusable', message ?? 'The library can not be used.');
    return await run(api, command, what, json, signal);
  } finally {
    await core.close();
  }
}
