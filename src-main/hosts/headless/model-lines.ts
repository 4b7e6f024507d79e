import type { Model, Recommended } from '../../contract/models.ts';
import { clock } from '../../features/exports/clock.ts';
import { plain, type Output } from './import-lines.ts';

const reasons: Record<Recommended['reason'], string> = {
  graphics_memory: 'it fits into the memory of the graphics processor',
  fast_processor: 'the processor is fast enough for it',
  slow_processor: 'a larger one would take the processor long',
  little_memory: 'a larger one would need more memory',
};

const megabytes = (bytes: number) => `${String(Math.round(bytes / 1e6))} MB`;

/** From a server or a file's name: nothing in it may steer a terminal. */
const named = ({ id, name }: Model) => `${id} (${plain(name)})`;

function stateOf({ isInstalled, isForTests, partBytes, bytes }: Model): string {
  if (isForTests) return 'built in, for tests and the sample meeting';
  if (isInstalled) return 'installed';
  return partBytes > 0 ? `${String(Math.floor((100 * partBytes) / bytes))} % downloaded` : '';
}

interface Listed {
  models: Model[];
  recommended: Recommended | null;
  recommendedLanguage: Recommended | null;
  usual: string | null;
}

function languagesOf({ languages, isMultilingual }: Model): string {
  if (languages === 1 || !isMultilingual) return 'English';
  return languages === null ? 'many languages' : `${String(languages)} languages`;
}

export function listLines({ models, recommended, recommendedLanguage, usual }: Listed): string {
  const width = Math.max(...models.map(({ id }) => id.length));
  const lines = models.map((model) => {
    const notes = [
      stateOf(model),
      model.id === usual && 'in use',
      [recommended?.id, recommendedLanguage?.id].includes(model.id) && 'recommended',
    ].filter(Boolean);
    const size = megabytes(model.bytes).padStart(8);
    const facts = [model.kind.padEnd(8), size, languagesOf(model).padEnd(14)].join('  ');
    return `${model.id.padEnd(width)}  ${facts}  ${notes.join(', ')}`.trimEnd();
  });
  return `${lines.join('\n')}\n`;
}

export function recommendLine(
  kind: Model['kind'],
  models: readonly Model[],
  recommended: Recommended | null,
): string {
  const model = models.find(({ id }) => id === recommended?.id);
  if (!model || !recommended) return `${kind}: this machine has too little memory for any of the models\n`;
  const state = stateOf(model);
  return `${kind}: ${model.id}, ${megabytes(model.bytes)}: ${reasons[recommended.reason]}${state === '' ? '' : ` (${state})`}\n`;
}

/** After one was imported: whether it is used now. */
export function usualLine(models: readonly Model[], usual: string | null, imported: string): string {
  if (models.find(({ id }) => id === imported)?.kind === 'language')
    return `A language model: summarize --model ${imported} uses it.\n`;
  const model = models.find(({ id }) => id === usual);
  if (!model) return '';
  const other = imported === usual ? '' : `; --model ${imported} uses this one`;
  return `New transcriptions use ${named(model)}${other}.\n`;
}

function outcome(model: Model): string {
  if (model.isInstalled) return 'installed';
  if (model.error) return `not downloaded: ${model.error.message} [${model.error.code}]`;
  if (model.partBytes === 0) return 'cancelled before anything arrived';
  const share = Math.floor((100 * model.partBytes) / model.bytes);
  return `cancelled at ${String(share)} %; to download it again goes on from there`;
}

/** In a terminal one line that is written over, elsewhere a line for each tenth. null: says nothing. */
export function showTransfer(output: Output | null) {
  const isLive = output?.isTTY === true;
  const wipe = isLive ? '\r\u001b[K' : '';
  let tenths = -1;
  let isOver = false;
  return {
    show(model: Model): void {
      if (!output || isOver) return;
      if (!model.transfer) {
        isOver = true;
        output.write(`${wipe}${named(model)}: ${outcome(model)}\n`);
        return;
      }
      const { bytes, bytesDone, msLeft } = model.transfer;
      const share = Math.floor((100 * bytesDone) / bytes);
      const left = msLeft === null ? '' : `, ${clock(msLeft)} left`;
      const line = `${named(model)}: ${String(share)} % of ${megabytes(bytes)}${left}`;
      if (isLive) output.write(`${wipe}${line.slice(0, (output.columns ?? 80) - 1)}`);
      else if (Math.floor(share / 10) > tenths) output.write(`${line}\n`);
      tenths = Math.max(tenths, Math.floor(share / 10));
    },
  };
}
