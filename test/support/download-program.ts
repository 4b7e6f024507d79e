import { createCore } from '../../src-main/core/create-core.ts';

/** Downloads a model and says how far it is. */
const [, , home = '', resources = '', id = ''] = process.argv;
const core = createCore({
  name: 'headless',
  home,
  resources,
  appVersion: '0.0.0',
  electronVersion: null,
  settingsStore: { read: () => ({}), write: () => undefined },
  power: { onMains: () => true, idleSeconds: () => null },
  spawnEngine: () => {
    throw new Error('No engine here.');
  },
});
const { api } = core.connect();
setInterval(() => {
  void api.models.list().then(({ models }) => {
    const bytes = models.find((model) => model.id === id)?.partBytes ?? 0;
    process.stdout.write(`${bytes}\n`);
  });
}, 20);
await api.models.download({ id });
