import { wrapError, type AppError } from '../../../src-main/rpc/errors.ts';

const IN_FLIGHT = 4;

interface Chunk {
  frame: number;
  frames: number;
  data: Uint8Array<ArrayBuffer>;
}

interface QueueParts {
  frameBytes: number;
  /** What is kept while it can't be sent. */
  maxFrames: number;
  append(frame: number, data: Uint8Array<ArrayBuffer>): Promise<{ frames: number }>;
  /** Nothing is sent from here on until `goOn`. */
  onStuck(error: AppError): void;
}

/** Sends what was captured in order, several chunks at once, and keeps each until it is known to be on the disk. */
export function createSendQueue(parts: QueueParts, startFrame = 0) {
  const chunks: Chunk[] = [];
  const drains: (() => void)[] = [];
  let next = startFrame;
  let acknowledged = startFrame;
  let sent = 0;
  let isOpen = true;
  /** Answers to what was sent before a loss mean nothing after it. */
  let round = 0;

  function settle(frames: number): void {
    acknowledged = Math.max(acknowledged, frames);
    while (chunks[0] && chunks[0].frame + chunks[0].frames <= acknowledged) {
      chunks.shift();
      sent = Math.max(0, sent - 1);
    }
    if (chunks.length === 0) for (const done of drains.splice(0)) done();
    pump();
  }
  async function send({ frame, data }: Chunk): Promise<void> {
    const own = round;
    try {
      const { frames } = await parts.append(frame, data);
      if (own === round) settle(frames);
    } catch (error) {
      if (own !== round) return;
      round += 1;
      isOpen = false;
      parts.onStuck(wrapError(error));
    }
  }
  function pump(): void {
    while (isOpen && sent < IN_FLIGHT) {
      const chunk = chunks[sent];
      if (!chunk) return;
      sent += 1;
      void send(chunk);
    }
  }

  return {
    /** The first frame that is not captured yet. */
    get next() {
      return next;
    },
    /** false: there is no room, and nothing was taken. */
    push(data: Uint8Array<ArrayBuffer>): boolean {
      const frames = data.length / parts.frameBytes;
      if (next - acknowledged + frames > parts.maxFrames) return false;
      chunks.push({ frame: next, frames, data });
      next += frames;
      pump();
      return true;
    },
    /** The other side has so many frames. Returns how many it lost of those it had: what follows moves up to close the hole. */
    goOn(frames: number): number {
      round += 1;
      sent = 0;
      isOpen = true;
      const head = chunks[0]?.frame ?? next;
      const lost = Math.max(0, head - frames);
      for (const chunk of chunks) chunk.frame -= lost;
      next = Math.max(next - lost, frames);
      acknowledged = Math.min(acknowledged, frames);
      settle(frames);
      return lost;
    },
    /** Resolves once all of it has arrived. */
    drained: () =>
      new Promise<void>((resolve) => {
        if (chunks.length === 0) resolve();
        else drains.push(resolve);
      }),
    discard(): void {
      round += 1;
      isOpen = false;
      chunks.length = 0;
      for (const done of drains.splice(0)) done();
    },
  };
}
