import type { Unsubscribe } from '../../rpc/define.ts';
import { connect, type Connection } from '../../rpc/connect.ts';
import { AppError } from '../../rpc/errors.ts';
import type { Port } from '../../rpc/port.ts';
import { engineContract, type EngineContract } from './contract.ts';
import type { Engine } from './types.ts';

/** A running child, however the host starts one. */
export interface EngineProcess {
  port: Port;
  /** The last words of its error output. */
  stderrTail(): string;
  onExit(listener: (code: number | null) => void): Unsubscribe;
  kill(): void;
}
export type SpawnEngine = () => EngineProcess;

interface Running {
  process: EngineProcess;
  connection: Connection<EngineContract>;
}

/** `idleMs`: how long a child that has nothing to do is kept. */
export function createEngine(
  spawn: SpawnEngine,
  onCrash: (exit: number | null) => void,
  idleMs = Infinity,
): Engine {
  let running: Running | undefined;
  let calls = 0;
  let idle: NodeJS.Timeout | undefined;
  let stopped = false;
  // A function, since it may change during an await and the compiler would not believe it.
  const isStopped = () => stopped;

  function start(): Running {
    const process = spawn();
    const own: Running = { process, connection: connect(engineContract, () => process.port) };
    process.onExit((code) => {
      own.connection.close();
      if (running !== own) return;
      running = undefined;
      onCrash(code);
    });
    return own;
  }

  function letGo(): void {
    const own = running;
    running = undefined;
    own?.connection.close();
    own?.process.kill();
  }

  function restWhenIdle(): void {
    if (calls > 0 || idleMs === Infinity) return;
    idle = setTimeout(letGo, idleMs);
    idle.unref();
  }

  return {
    async use(call) {
      if (stopped) throw new AppError('engine_unavailable', 'MeetMemo is closing.');
      running ??= start();
      const own = running;
      calls += 1;
      clearTimeout(idle);
      try {
        return await call(own.connection.api);
      } catch (error) {
        if (!(error instanceof AppError) || error.code !== 'disconnected' || isStopped()) throw error;
        throw new AppError(
          'engine_crashed',
          'The part of MeetMemo that works on sound stopped unexpectedly. Nothing in the library was touched.',
          { stderr: own.process.stderrTail() },
          { cause: error },
        );
      } finally {
        calls -= 1;
        restWhenIdle();
      }
    },
    restart: letGo,
    stop() {
      stopped = true;
      clearTimeout(idle);
      letGo();
    },
  };
}
