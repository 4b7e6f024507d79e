import { AppError, wrapError } from '../../../src-main/rpc/errors.ts';

interface RecoveryPorts {
  position(): number;
  isPlaying(): boolean;
  /** Asks for a link and loads it at this place. */
  load(ms: number): Promise<void>;
  play(): void;
  linkNow(): Promise<string | null>;
  interrupted(): void;
  failed(error: AppError): void;
}

/** So often the same place is tried again before the file is to blame. */
const TRIES = 2;
const SAME_PLACE_MS = 100;

/** When bytes stop coming: keeps the place, gets a new link as soon as there is one, and goes on from there. */
export function createRecovery(ports: RecoveryPorts) {
  let path: string | null = null;
  let halt: { ms: number; wasPlaying: boolean } | null = null;
  let isTrying = false;
  let failedAt = -Infinity;
  let tries = 0;

  // A function, since it may change during an await and the compiler would not believe it.
  const isHalted = () => halt !== null;

  async function resume(): Promise<void> {
    if (!halt || isTrying) return;
    isTrying = true;
    const now = halt;
    try {
      await ports.load(now.ms);
      // Put away, or another one chosen, while the link was on its way.
      if (!isHalted()) return;
      const { wasPlaying } = now;
      halt = null;
      if (wasPlaying) ports.play();
    } catch (thrown) {
      const error = wrapError(thrown);
      // Out of reach: tried again once the connection is back.
      if (error.code !== 'disconnected' && isHalted()) ports.failed(error);
    } finally {
      isTrying = false;
    }
  }

  function stop(): Promise<void> {
    halt = { ms: ports.position(), wasPlaying: ports.isPlaying() };
    ports.interrupted();
    return resume();
  }

  return {
    get isWaiting() {
      return isHalted();
    },
    loaded(now: string): void {
      path = now;
    },
    /** The player could not go on. */
    async onFailure(): Promise<void> {
      if (halt) return;
      const at = ports.position();
      tries = Math.abs(at - failedAt) < SAME_PLACE_MS ? tries + 1 : 1;
      failedAt = at;
      if (tries > TRIES) ports.failed(new AppError('file_damaged', 'The sound can not be played from here.'));
      else await stop();
    },
    async reconnected(): Promise<void> {
      if (path === null) return;
      if (halt) {
        await resume();
        return;
      }
      try {
        const now = await ports.linkNow();
        // Another host, or the same one started anew: the old link leads nowhere.
        if (now !== null && now !== path && !isHalted()) await stop();
      } catch (error) {
        if (wrapError(error).code !== 'disconnected') ports.failed(wrapError(error));
      }
    },
    moved(ms: number): void {
      if (halt) halt.ms = ms;
    },
    /** The person does not want to hear on by itself. */
    giveUp(): void {
      if (halt) halt.wasPlaying = false;
    },
    forget(): void {
      path = null;
      halt = null;
      failedAt = -Infinity;
    },
  };
}
