import { listeners, type Port } from '../../rpc/port.ts';

/** What was cancelled ends within so long, as whoever cancels expects. */
const LATE_MS = 2000;

/** Follows what was cancelled over this port, until the child says that it has ended there. */
export function watchCancelled(port: Port, onLate: () => void) {
  const ending = new Map<number, NodeJS.Timeout>();
  const allEnded = listeners<undefined>();

  function end(id: number): void {
    clearTimeout(ending.get(id));
    if (ending.delete(id) && ending.size === 0) allEnded.tell(undefined);
  }

  port.onMessage((message) => {
    const { t, id } = (message ?? {}) as { t?: unknown; id?: unknown };
    if ((t === 'result' || t === 'error') && typeof id === 'number') end(id);
  });
  port.onClose(() => {
    for (const id of [...ending.keys()]) end(id);
  });
  const own: Port = {
    ...port,
    send(message) {
      port.send(message);
      const { t, id } = message as { t: string; id: number };
      if (t !== 'cancel') return;
      const late = () => {
        onLate();
        end(id);
      };
      ending.set(id, setTimeout(late, LATE_MS));
    },
  };
  return {
    port: own,
    isEnding: () => ending.size > 0,
    /** Resolves once all of it has ended, or is late. */
    ended: () =>
      new Promise<void>((resolve) => {
        const remove = allEnded.add(() => {
          remove();
          resolve();
        });
      }),
  };
}
