import { readFileSync } from 'node:fs';
import { afterAll } from 'vitest';
import type { EngineContract } from '../../src-main/engines/process/contract.ts';
import { createEngine, type EngineProcess } from '../../src-main/engines/process/launch.ts';
import { spawnEngineWithNode } from '../../src-main/hosts/headless/engine.ts';
import type { CallOptions, Client } from '../../src-main/rpc/define.ts';
import { childrenOf } from './processes.ts';

type SpeechApi = Client<EngineContract>['speech'];
type TranscribeInput = Parameters<SpeechApi['transcribe']>[0];

const TICKS_PER_SECOND = 100;

/** A speech engine in a child of its own, one for all tests of a file. */
export function openSpeechEngineChild(program: string) {
  let crashes = 0;
  const others = new Set(childrenOf(process.pid));
  const spawn = spawnEngineWithNode(program);
  let child: EngineProcess | undefined;
  const engine = createEngine(
    () => (child = spawn()),
    () => (crashes += 1),
  );
  afterAll(() => {
    engine.stop();
  });
  const use = <T>(call: (speech: SpeechApi) => Promise<T>) => engine.use(({ speech }) => call(speech));
  return {
    use,
    crashes: () => crashes,
    stderrTail: () => child?.stderrTail() ?? '',
    restart: engine.restart,
    load: (path: string, options: object = {}) =>
      use((speech) => speech.load({ path, device: 'cpu', ...options })),
    async transcribe(
      pcm: Float32Array,
      options: Partial<TranscribeInput> & { onProgress?: (percent: number) => void } = {},
      call: CallOptions = {},
    ) {
      const { onProgress, ...input } = options;
      return use(async (speech) => {
        const stop = onProgress && speech.progressed(({ percent }) => onProgress(percent));
        try {
          return await speech.transcribe({ job: 'test', pcm: toBytes(pcm), ...input }, call);
        } finally {
          stop?.();
        }
      });
    },
    /** What the child has computed so far, whatever else the machine does. From /proc, so on Linux alone. */
    cpuSeconds(): number {
      const own = childrenOf(process.pid).filter((pid) => !others.has(pid));
      return own.reduce((sum, pid) => sum + cpuSecondsOf(pid), 0);
    },
  };
}

export const toBytes = (pcm: Float32Array) => new Uint8Array(Float32Array.from(pcm).buffer);

function cpuSecondsOf(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
}
