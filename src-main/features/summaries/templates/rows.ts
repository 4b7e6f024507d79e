import type { Template } from '../../../contract/templates.ts';
import { missing } from '../../../rpc/errors.ts';
import type { Db, ReadableDb } from '../../../storage/database.ts';
import { builtIns } from './built-in.ts';

interface StoredTemplate {
  id: string;
  name: string;
  sections: string;
  instructions: string;
  length: Template['length'];
  language: string | null;
  is_hidden: number;
}

const builtInOf = (id: string) => builtIns.find((own) => own.id === id);

function toTemplate(row: StoredTemplate): Template {
  const origin = builtInOf(row.id);
  const parts = {
    name: row.name,
    sections: JSON.parse(row.sections) as Template['sections'],
    instructions: row.instructions,
    length: row.length,
    language: row.language,
  };
  const isAsItCame =
    origin && Object.entries(parts).every(([name, value]) => isSame(value, origin[name as keyof Template]));
  return {
    id: row.id,
    ...parts,
    isBuiltIn: origin !== undefined,
    isChanged: origin !== undefined && !isAsItCame,
    isHidden: row.is_hidden === 1,
  };
}

const isSame = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

/** The built-in ones first, in their order, then a person's own by name. */
export function listTemplates(db: ReadableDb): Template[] {
  const stored = db.all<StoredTemplate>('SELECT * FROM templates ORDER BY fold(name), id').map(toTemplate);
  const own = stored.filter(({ isBuiltIn }) => !isBuiltIn);
  return [...builtIns.map((origin) => stored.find(({ id }) => id === origin.id) ?? origin), ...own];
}

export function getTemplate(db: ReadableDb, id: string): Template {
  const row = db.get<StoredTemplate>('SELECT * FROM templates WHERE id = ?', id);
  const found = row ? toTemplate(row) : builtInOf(id);
  if (!found) throw missing('template', id);
  return found;
}

/** What the settings name; where that is gone, the first there is. */
export function usualTemplate(db: ReadableDb, id: string): Template {
  const shown = listTemplates(db).filter(({ isHidden }) => !isHidden);
  const found = shown.find((template) => template.id === id) ?? shown[0];
  if (!found) throw missing('template', id);
  return found;
}

export function putTemplate(db: Db, template: Omit<Template, 'isBuiltIn' | 'isChanged'>): void {
  const { id, name, sections, instructions, length, language, isHidden } = template;
  db.run(
    `INSERT INTO templates (id, name, sections, instructions, length, language, is_hidden)
     VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET name = excluded.name, sections = excluded.sections,
       instructions = excluded.instructions, length = excluded.length, language = excluded.language,
       is_hidden = excluded.is_hidden`,
    ...[id, name, JSON.stringify(sections), instructions, length, language, Number(isHidden)],
  );
}

/** A person's own is gone; a built-in one is as it came. */
export function dropTemplate(db: Db, id: string): void {
  db.run('DELETE FROM templates WHERE id = ?', id);
}
