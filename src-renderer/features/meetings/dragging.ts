import type { DragEvent } from 'react';

const TYPE = 'application/x-meetmemo-meetings';

/** Meetings on their way from the list to a folder, a tag or the trash. */
export function startDrag(event: DragEvent, ids: readonly string[], label: string): void {
  event.dataTransfer.setData(TYPE, JSON.stringify(ids));
  event.dataTransfer.effectAllowed = 'move';
  const ghost = document.createElement('div');
  ghost.className = 'drag-ghost';
  ghost.textContent = label;
  document.body.append(ghost);
  event.dataTransfer.setDragImage(ghost, -12, -8);
  // The browser takes its picture of the label now; afterwards it is of no use.
  requestAnimationFrame(() => {
    ghost.remove();
  });
}

export const isMeetingDrag = (event: DragEvent) => event.dataTransfer.types.includes(TYPE);

export function draggedIds(event: DragEvent): string[] {
  const ids: unknown = JSON.parse(event.dataTransfer.getData(TYPE) || '[]');
  return Array.isArray(ids) ? ids.filter((id): id is string => typeof id === 'string') : [];
}
