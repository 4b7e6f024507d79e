import type { Unsubscribe } from '../../rpc/define.ts';
import { connect, type Connection } from '../../rpc/connect.ts';
import { AppError } from '../../rpc/errors.ts';
import type { Port } from '../../rpc/port.ts';
import { watchCancelled } from './cancelled.ts';
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
  cancelled: ReturnType<typeof watchCancelled>;
  /** Looks in a row without a sign of life, while something was asked of it. */
  silent: number;
  isHung: boolean;
}

interface Patience {
  /** How long a child that has nothing to do is kept. */
  idleMs?: number;
  /** One that does not stir for so long, although it was asked for something, hangs. */
  silentMs?: number;
}

const SILENT_MS = 5 * 60_000;
/** Looks are counted rather than time, since a machine may sleep. */
const LOOKS = 10;

export function createEngine(
  spawn: SpawnEngine,
  onCrash: (exit: number | null) => void,
  { idleMs = Infinity, silentMs = SILENT_MS }: Patience = {},
): Engine {
  let running: Running | undefined;
  let calls = 0;
  let idle: NodeJS.Timeout | undefined;
  let looking: NodeJS.Timeout | undefined;
  let stopped = false;
  // A function, since it may change during an await and the compiler would not believe it.
  const isStopped = () => stopped;

  function start(): Running {
    const process = spawn();
    const cancelled = watchCancelled(process.port, () => {
      // With others at work in it, it is for the looks to end it.
      if (running === own && calls === 0) letGo();
    });
    const connection = connect(engineContract, () => cancelled.port);
    const own: Running = { process, connection, cancelled, silent: 0, isHung: false };
    const hear = () => {
      own.silent = 0;
    };
    connection.api.engine.beat(hear);
    connection.api.audio.progressed(hear);
    connection.api.speech.progressed(hear);
    connection.api.language.said(hear);
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

  function look(): void {
    if (!running || (running.silent += 1) < LOOKS) return;
    running.isHung = true;
    letGo();
    onCrash(null);
  }

  function restWhenIdle(): void {
    if (calls > 0) return;
    clearInterval(looking);
    if (idleMs === Infinity) return;
    idle = setTimeout(letGo, idleMs);
    idle.unref();
  }

  return {
    async use(call) {
      // A child that does not end what was cancelled is none to ask anything else.
      if (running?.cancelled.isEnding()) await running.cancelled.ended();
      if (stopped) throw new AppError('engine_unavailable', 'MeetMemo is closing.');
      running ??= start();
      const own = running;
      if (calls === 0) {
        own.silent = 0;
        looking = setInterval(look, silentMs / LOOKS);
      }
      calls += 1;
      clearTimeout(idle);
      try {
        return await call(own.connection.api);
      } catch (error) {
        if (!(error instanceof AppError) || error.code !== 'disconnected' || isStopped()) throw error;
        throw new AppError(
          'engine_crashed',
          `The part of MeetMemo that was at work on this ${own.isHung ? 'did not stir any more and was ended' : 'stopped unexpectedly'}. Nothing in the library was touched.`,
          { stderr: own.process.stderrTail() },
          { cause: error },
        );
      } finally {
        calls -= 1;
        restWhenIdle();
      }
    },
    restart: letGo,
    rest() {
      if (calls === 0) letGo();
    },
    stop() {
      stopped = true;
      clearTimeout(idle);
      clearInterval(looking);
      letGo();
    },
  };
}
