import type { Speech, SpeechDevice } from '../../contract/speech.ts';

const gigabytes = (bytes: number) => (bytes > 0 ? `${(bytes / 1000 ** 3).toFixed(1)} GB` : '');

const types: Record<SpeechDevice['type'], string> = {
  cpu: 'processor',
  gpu: 'graphics',
  integrated: 'graphics, shared memory',
  accelerator: 'accelerator',
};

/** What to do about each reason. */
const fixes: Record<Speech['unused'][number]['reason'], string> = {
  no_driver:
    'no driver that can calculate with it was found. Install the maker’s driver (for AMD and Intel with Vulkan), then run meetmemo devices --again.',
  no_library:
    'the engine’s library for it is not installed. Run npm install and npm run setup again, with optional packages.',
  trial_failed:
    'its trial failed, see the error above. A newer driver may help; then run meetmemo devices --again.',
  slower: 'what is used should be faster. Name it in the setting speechDevice to use it all the same.',
  not_chosen: 'the setting speechDevice names another device. Empty it to use the fastest.',
  fallback_engine:
    'the fallback engine calculates on the processor. Run npm run setup, which tells why the other could not be built.',
};

function cells(device: SpeechDevice): string[] {
  const { isChosen, name, description, type, memoryBytes, driver, speed, threads, error } = device;
  const result = error ? `failed [${error.code}]` : speed === null ? '' : `${speed.toFixed(1)} ×`;
  return [
    ...[isChosen ? '*' : '', name, description, types[type], gigabytes(memoryBytes), driver ?? ''],
    ...[result, threads === null ? '' : String(threads)],
  ];
}

const head = ['', 'Device', 'Description', 'Type', 'Memory', 'Driver', 'Speed', 'Threads'];

function table(rows: readonly string[][]): string {
  const widths = head.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]) =>
    row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ');
  return rows.map((row) => `${line(row).trimEnd()}\n`).join('');
}

/** What there is, what runs, and what lies idle for which reason. */
export function deviceLines({ engine, fallbackReason, devices, unused, isWantedMissing }: Speech): string {
  const notes = [
    `Engine: ${engine}${fallbackReason === null ? '' : ` (whisper.cpp can not be used: ${fallbackReason})`}`,
    ...devices.flatMap(({ name, error }) => (error ? [`${name} failed: ${error.message}`] : [])),
    ...(isWantedMissing
      ? ['The device that the setting speechDevice names is gone or failed; another one is used.']
      : []),
    ...unused.map(({ name, reason }) => `${name} is not used: ${fixes[reason]}`),
  ];
  const legend = '* is used. Speed: seconds of sound in a second, with a small model.';
  return `${table([head, ...devices.map(cells)])}${legend}\n\n${notes.join('\n')}\n`;
}
