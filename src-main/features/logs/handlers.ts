import type { AllHandlers, EmitEvent } from '../../contract/index.ts';
import type { LogEntry } from '../../contract/logs.ts';
import { toCsv } from '../../storage/csv.ts';
import type { LogFiles } from '../../storage/log-files.ts';

function csvOf(entries: readonly LogEntry[]): string {
  const rows = entries.map(({ at, level, message, fields }) => {
    const rest = Object.entries(fields).map(([name, value]) => `${name}=${String(value)}`);
    return [new Date(at).toISOString(), level, message, rest.join(' ')];
  });
  return toCsv([['time', 'level', 'message', 'fields'], ...rows]);
}

export function logHandlers(files: Pick<LogFiles, 'read' | 'clear'>, emit: EmitEvent): AllHandlers['logs'] {
  return {
    list({ level, text, sentences, cursor, limit }) {
      const found = files.read({ level, text, sentences, before: cursor, limit: limit + 1 });
      const items = found.slice(0, limit);
      return { items, next: found.length > limit ? (items.at(-1)?.id ?? null) : null };
    },
    clear() {
      const removed = files.clear();
      emit('logs.cleared', {});
      return { removed };
    },
    export({ format, ...filter }) {
      const entries = files.read({ ...filter, limit: Number.MAX_SAFE_INTEGER }).reverse();
      const content = format === 'csv' ? csvOf(entries) : `${JSON.stringify(entries, null, 2)}\n`;
      return {
        name: `meetmemo-log.${format}`,
        mediaType: format === 'csv' ? 'text/csv' : 'application/json',
        data: new TextEncoder().encode(content),
      };
    },
  };
}
