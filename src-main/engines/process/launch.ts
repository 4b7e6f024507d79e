import type { Client, Unsubscribe } from '../../rpc/define.ts';
import { connect, type Connection } from '../../rpc/connect.ts';
import { AppError } from '../../rpc/errors.ts';
import type { Port } from '../../rpc/port.ts';
import { engineContract, type EngineContract } from './contract.ts';

/** A running child, however the host starts one. */
export interface EngineProcess {
  port: Port;
  /** The last words of its error output. */
  stderrTail(): string;
  onExit(listener: (code: number | null) => void): Unsubscribe;
  kill(): void;
}
export type SpawnEngine = () => EngineProcess;

export interface Engine {
  /** Runs a call in the child, starting one if none runs. A child that dies under it is `engine_crashed`. */
  use<T>(call: (api: Client<EngineContract>) => Promise<T>): Promise<T>;
  stop(): void;
}

interface Running {
  process: EngineProcess;
  connection: Connection<EngineContract>;
}

export function createEngine(spawn: SpawnEngine, onCrash: (exit: number | null) => void): Engine {
  let running: Running | undefined;
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

  return {
    async use(call) {
      if (stopped) throw new AppError('engine_unavailable', 'MeetMemo is closing.');
      running ??= start();
      const own = running;
      try {
        return await call(own.connection.api);
      } catch (error) {
        if (!(error instanceof AppError) || error.code !== 'disconnected' || isStopped()) throw error;
        throw new AppError(
          'engine_crashed',
          'The speech engine stopped unexpectedly. Nothing in the library was touched.',
          { stderr: own.process.stderrTail() },
          { cause: error },
        );
      }
    },
    stop() {
      stopped = true;
      const own = running;
      running = undefined;
      own?.connection.close();
      own?.process.kill();
    },
  };
}
