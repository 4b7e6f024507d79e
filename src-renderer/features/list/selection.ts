export interface Selection {
  selected: ReadonlySet<string>;
  /** The row that the keyboard is on, and whose meeting is open. */
  active: string | null;
  /** Where a range selected with Shift begins. */
  anchor: string | null;
}

export const nothing: Selection = { selected: new Set(), active: null, anchor: null };

export const only = (id: string): Selection => ({ selected: new Set([id]), active: id, anchor: id });

export function toggled(selection: Selection, id: string): Selection {
  const selected = new Set(selection.selected);
  if (selected.has(id) && selected.size > 1) selected.delete(id);
  else selected.add(id);
  const active = selected.has(id) ? id : ([...selected].at(-1) ?? null);
  return { selected, active, anchor: id };
}

export function extended(selection: Selection, ids: readonly string[], id: string): Selection {
  const anchor = selection.anchor ?? selection.active ?? id;
  const from = ids.indexOf(anchor);
  const to = ids.indexOf(id);
  if (from < 0 || to < 0) return only(id);
  const range = ids.slice(Math.min(from, to), Math.max(from, to) + 1);
  return { selected: new Set(range), active: id, anchor };
}

export function everything(selection: Selection, ids: readonly string[]): Selection {
  const active = selection.active ?? ids[0] ?? null;
  return { selected: new Set(ids), active, anchor: active };
}

/** When rows leave the list, the selection moves on to the next that stays, or else to the one before. */
export function without(selection: Selection, ids: readonly string[], gone: ReadonlySet<string>): Selection {
  const { active, anchor } = selection;
  const stays = (id: string | undefined): id is string => id !== undefined && !gone.has(id);
  const selected = new Set([...selection.selected].filter(stays));
  if (active === null || stays(active)) {
    return { selected, active, anchor: anchor !== null && stays(anchor) ? anchor : active };
  }
  const kept = [...selected].at(-1);
  if (kept !== undefined) return { selected, active: kept, anchor: kept };
  const place = ids.indexOf(active);
  const next = ids.slice(place + 1).find(stays) ?? ids.slice(0, Math.max(place, 0)).findLast(stays);
  return next === undefined ? nothing : only(next);
}
