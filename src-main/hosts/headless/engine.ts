import { fork } from 'node:child_process';
import type { EngineProcess } from '../../engines/process/launch.ts';
import { listeners } from '../../rpc/port.ts';

const TAIL_BYTES = 4096;

/** The engine as a plain child process. */
export function spawnEngineWithNode(entry: string): () => EngineProcess {
  return () => {
    const child = fork(entry, { serialization: 'advanced', stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
    const message = listeners<unknown>();
    const close = listeners<undefined>();
    const exit = listeners<number | null>();
    let tail = Buffer.alloc(0);
    let open = true;
    const finish = (code: number | null) => {
      if (!open) return;
      open = false;
      exit.tell(code);
      close.tell(undefined);
    };
    child.stderr?.on('data', (chunk: Buffer) => {
      tail = Buffer.concat([tail, chunk]).subarray(-TAIL_BYTES);
    });
    child.on('message', (value) => {
      message.tell(value);
    });
    child.on('error', () => {
      finish(null);
    });
    // `close` comes after the last of stderr, `exit` may come before it.
    child.on('close', finish);
    // At once: what hangs hears nothing else, and there is nothing in it to be saved.
    const kill = () => child.kill('SIGKILL');
    return {
      port: {
        send(value) {
          if (child.connected) child.send(value as object);
        },
        onMessage: (listener) => message.add(listener),
        onClose: (listener) => close.add(listener),
        close: kill,
      },
      stderrTail: () => tail.toString('utf8'),
      onExit: (listener) => exit.add(listener),
      kill,
    };
  };
}
