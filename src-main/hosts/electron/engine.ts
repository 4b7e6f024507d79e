import { listeners, type Port } from '../../rpc/port.ts';
import type { EngineProcess, SpawnEngine } from '../../engines/process/launch.ts';

export interface ChildLike {
  readonly stderr: NodeJS.ReadableStream | null;
  postMessage(message: unknown): void;
  kill(): boolean;
  on(event: 'message', listener: (message: unknown) => void): unknown;
  on(event: 'error', listener: () => void): unknown;
  on(event: 'exit', listener: (code: number) => void): unknown;
}

export interface UtilityProcessLike {
  fork(
    path: string,
    args: string[],
    options: { stdio: ('ignore' | 'pipe')[]; serviceName: string },
  ): ChildLike;
}

const TAIL_BYTES = 4096;
const LAST_WORDS_MS = 250;

export function spawnEngineWithUtilityProcess(utilityProcess: UtilityProcessLike, path: string): SpawnEngine {
  return () =>
    start(utilityProcess.fork(path, [], { stdio: ['ignore', 'ignore', 'pipe'], serviceName: 'engine' }));
}

function start(child: ChildLike): EngineProcess {
  const message = listeners<unknown>();
  const close = listeners<undefined>();
  const exit = listeners<number | null>();
  const { stderr } = child;
  let tail = Buffer.alloc(0);
  let open = true;
  let ended = false;
  const kill = () => {
    child.kill();
  };
  const port: Port = {
    send(value) {
      if (open) child.postMessage(value);
    },
    onMessage: (listener) => message.add(listener),
    onClose: (listener) => close.add(listener),
    close: kill,
  };
  const hear = (onEnd: () => void) => {
    stderr?.on('data', (chunk: Uint8Array) => {
      tail = Buffer.concat([tail, chunk]).subarray(-TAIL_BYTES);
    });
    stderr?.on('end', onEnd);
  };
  const finish = (code: number) => {
    if (!open) return;
    open = false;
    exit.tell(code);
    close.tell(undefined);
  };

  hear(() => (ended = true));
  child.on('message', (value) => {
    message.tell(value);
  });
  // Without a listener this event would be thrown in the main process. The exit follows it.
  child.on('error', () => undefined);
  child.on('exit', (code) => {
    // A crash is heard of before its last words, and Electron removes all listeners of stderr in between.
    setImmediate(() => {
      if (stderr === null || ended) {
        finish(code);
        return;
      }
      hear(() => {
        finish(code);
      });
      setTimeout(finish, LAST_WORDS_MS, code);
    });
  });
  return { port, stderrTail: () => tail.toString('utf8'), onExit: (listener) => exit.add(listener), kill };
}
