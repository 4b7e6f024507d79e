import type { ImportItem } from '../../contract/imports.ts';
import { clock } from '../../features/exports/clock.ts';

export interface Output {
  isTTY?: boolean;
  columns?: number;
  write(text: string): unknown;
}

/** A name in a terminal must not move its cursor or turn its line around. */
export const plain = (name: string) => name.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '?');

function outcome(item: ImportItem, canRepeat: boolean): string | undefined {
  switch (item.state) {
    case 'done':
      // A meeting without sound, of which nobody knows how long it was.
      if (item.msDone === 0 && !item.isDamaged) return 'imported';
      return `imported, ${clock(item.msDone)}${item.isDamaged ? ', damaged: parts of it could not be read' : ''}`;
    case 'duplicate':
      return `in the library already${canRepeat ? ' (--again imports it all the same)' : ''}`;
    case 'failed':
      return `not imported: ${item.error?.message ?? ''} [${item.error?.code ?? ''}]`;
    case 'cancelled':
      return 'cancelled';
    case 'waiting':
    case 'uploading':
    case 'copying':
    case 'reading':
    case 'converting':
      return undefined;
  }
}

function progress({ state, bytes, bytesDone, msDone, msLeft }: ImportItem): string {
  const share = bytes > 0 ? ` ${String(Math.floor((100 * bytesDone) / bytes))} %` : '';
  const sound = state === 'reading' && msDone > 0 ? `, ${clock(msDone)} of sound` : '';
  const left = msLeft === null ? '' : `, ${clock(msLeft)} left`;
  return `${state}${share}${sound}${left}`;
}

/** A line for each file once it has ended; in a terminal the one at work is shown too, in place. null: says nothing. `canRepeat`: whether the command takes --again. */
export function showImports(output: Output | null, canRepeat = true) {
  const told = new Set<string>();
  const isLive = output?.isTTY === true;
  const wipe = isLive ? '\r\u001b[K' : '';
  return {
    show(item: ImportItem): void {
      if (!output || told.has(item.id)) return;
      const said = outcome(item, canRepeat);
      if (said !== undefined) {
        told.add(item.id);
        output.write(`${wipe}${plain(item.name)}: ${said}\n`);
      } else if (isLive && item.state !== 'waiting') {
        const line = `${plain(item.name)}: ${progress(item)}`;
        output.write(`${wipe}${line.slice(0, (output.columns ?? 80) - 1)}`);
      }
    },
    /** `leftOut`: what the folders hold besides. */
    end(items: readonly ImportItem[], leftOut: number): void {
      const count = (state: ImportItem['state']) => items.filter((item) => item.state === state).length;
      const rest = [
        [count('duplicate'), 'in the library already'],
        [count('failed'), 'not imported'],
        [count('cancelled'), 'cancelled'],
      ].flatMap(([number, what]) => (number === 0 ? [] : `, ${String(number)} ${String(what)}`));
      if (items.length > 1) output?.write(`${String(count('done'))} imported${rest.join('')}\n`);
      if (items.length === 0 && leftOut === 0) output?.write('There is no file here.\n');
      if (items.length === 0 && leftOut > 0)
        output?.write('There is no file here that could hold sound or an exported meeting.\n');
      if (leftOut === 1) output?.write('1 file was left out: no sound by its name, hidden, or a link\n');
      else if (leftOut > 1)
        output?.write(`${String(leftOut)} files were left out: no sound by their names, hidden, or links\n`);
    },
  };
}
