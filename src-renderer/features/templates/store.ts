import { createStore } from 'zustand';
import type { Template } from '../../../src-main/contract/templates.ts';
import type { Api } from '../../api.ts';
import { text } from '../../i18n/translate.ts';
import type { Toasts } from '../toasts/store.ts';

export type TemplateParts = Pick<Template, 'name' | 'sections' | 'instructions' | 'length' | 'language'>;

export const partsOf = ({ name, sections, instructions, length, language }: Template): TemplateParts => ({
  ...{ name, sections, instructions, length, language },
});

/** What summaries can be like, as the library has it. */
export function createTemplates(api: Api, toasts: Toasts) {
  const store = createStore<{ templates: readonly Template[] }>(() => ({ templates: [] }));
  const { attempt } = toasts;
  async function load(): Promise<void> {
    store.setState({ templates: (await api.templates.list()).templates });
  }
  // They are few, and the list alone knows their order.
  const read = () => void attempt('templates', load);
  api.templates.created(read);
  api.templates.changed(read);
  api.templates.removed(read);

  return {
    store,
    load,
    async create(parts: TemplateParts): Promise<Template | null> {
      let made: Template | null = null;
      await attempt('templates', async () => {
        made = await api.templates.create(parts);
        await load();
      });
      return made;
    },
    async update(id: string, patch: Partial<TemplateParts>): Promise<void> {
      store.setState(({ templates }) => ({
        templates: templates.map((one) => (one.id === id ? { ...one, ...patch } : one)),
      }));
      if (!(await attempt('templates', () => api.templates.update({ id, ...patch })))) read();
    },
    /** One of the person's own is gone, a built-in one hidden; either can come back. */
    async remove(template: Template): Promise<void> {
      const { id, name, isBuiltIn, isChanged } = template;
      const run = async () => {
        if (isBuiltIn) await api.templates.reset({ id });
        if (isChanged) await api.templates.update({ id, ...partsOf(template) });
        if (isBuiltIn) return;
        const made = await api.templates.create(partsOf(template));
        const { settings } = await api.settings.get();
        if (settings.summaryTemplate === id) await api.settings.update({ summaryTemplate: made.id });
      };
      await attempt('templates', () =>
        toasts.doing(
          text(isBuiltIn ? 'templates.wasHidden' : 'templates.wasRemoved', { name }),
          api.templates.remove({ id }),
          { ids: [], outlivesThem: true, run },
        ),
      );
    },
    /** As it came, with the way back. */
    async reset(template: Template): Promise<void> {
      const { id, name } = template;
      const run = () => api.templates.update({ id, ...partsOf(template) });
      await attempt('templates', () =>
        toasts.doing(text('templates.wasReset', { name }), api.templates.reset({ id }), {
          ...{ ids: [], outlivesThem: true, run },
        }),
      );
    },
    show: (id: string) => attempt('templates', () => api.templates.reset({ id })),
  };
}
