import { randomUUID } from 'node:crypto';
import type { AllHandlers, EmitEvent } from '../../../contract/index.ts';
import { AppError } from '../../../rpc/errors.ts';
import type { Db } from '../../../storage/database.ts';
import { given } from '../given.ts';
import { dropTemplate, getTemplate, listTemplates, putTemplate } from './rows.ts';

export function templateHandlers(library: { readonly db: Db }, emit: EmitEvent): AllHandlers['templates'] {
  const changed = (id: string) => {
    const template = getTemplate(library.db, id);
    emit('templates.changed', template);
    return template;
  };
  return {
    list: () => ({ templates: listTemplates(library.db) }),
    create(parts) {
      const id = randomUUID();
      putTemplate(library.db, { id, ...parts, isHidden: false });
      const template = getTemplate(library.db, id);
      emit('templates.created', template);
      return template;
    },
    update({ id, ...patch }) {
      const { db } = library;
      db.transaction(() => {
        putTemplate(db, { ...getTemplate(db, id), ...given(patch) });
      });
      return changed(id);
    },
    remove({ id }) {
      const { db } = library;
      const template = getTemplate(db, id);
      if (template.isBuiltIn) {
        putTemplate(db, { ...template, isHidden: true });
        return changed(id);
      }
      dropTemplate(db, id);
      emit('templates.removed', template);
      return template;
    },
    reset({ id }) {
      if (!getTemplate(library.db, id).isBuiltIn)
        throw new AppError('conflict', 'A template of your own has nothing to go back to.');
      dropTemplate(library.db, id);
      return changed(id);
    },
  };
}
