import type { Recording } from '../../../src-main/contract/recorder.ts';
import { wrapError, type AppError } from '../../../src-main/rpc/errors.ts';
import type { Api } from '../../api.ts';
import { createSendQueue } from './send-queue.ts';
import type { RecorderStateStore } from './state.ts';

/** Kept here while the core does not answer. */
const KEPT_MS = 60_000;
const RETRY_MS = 1000;

export interface LinkParts {
  api: Api;
  state: RecorderStateStore;
  title: string;
  onMissing(ms: number): void;
  /** The core goes on with it, in the state that it says. */
  onBack(recording: Recording, wasStopped: boolean): Promise<void>;
  /** Another window goes on with it. */
  onTaken(): void;
  /** It could not be added to; the rest goes into a meeting of its own. */
  onSplit(): void;
  onFailed(error: unknown): void;
}

/** A recording's way to the core: what is captured is sent, kept while nobody answers, and sent when somebody does. */
export function openLink(parts: LinkParts, begun: Recording) {
  const { api, state } = parts;
  const { tracks, sampleRate } = begun;
  let { meetingId } = begun;
  let isClosed = false;
  let isTalking = false;
  let holding = new AbortController();
  const toMs = (frames: number) => (frames * 1000) / sampleRate;
  const link = (now: 'open' | 'away' | 'full') => {
    if (state.getState().link !== now) state.setState({ link: now });
  };

  const queue = createSendQueue(
    {
      frameBytes: tracks.length * 2,
      maxFrames: (KEPT_MS / 1000) * sampleRate,
      append: (frame, data) => api.recorder.append({ meetingId, frame, data }),
      onStuck,
    },
    begun.frames,
  );

  function hold(): void {
    holding = new AbortController();
    api.recorder.hold({ meetingId }, { signal: holding.signal }).then(
      ({ isTaken }) => {
        if (isTaken && !isClosed) parts.onTaken();
      },
      () => undefined,
    );
  }

  function onStuck(error: AppError): void {
    if (isClosed) return;
    switch (error.code) {
      case 'disconnected':
        link('away');
        break;
      case 'conflict':
        queue.goOn(Number(error.details.frames));
        break;
      case 'not_found':
        void comeBack();
        break;
      case 'rate_limited':
      case 'internal':
        setTimeout(() => void comeBack(), RETRY_MS);
        break;
      default:
        // The core ends it and says so by itself; this is for the case that it does not.
        setTimeout(() => {
          if (!isClosed) parts.onFailed(error);
        }, RETRY_MS);
    }
  }

  /** The core is there again, or has forgotten: it says what it has, and gets the rest. */
  async function comeBack(): Promise<void> {
    if (isClosed || isTalking) return;
    isTalking = true;
    try {
      // Ours, if it is still held, must not be taken for another window's.
      holding.abort();
      const { recording, wasStopped, isHeld } = await rejoin();
      if (isHeld) {
        parts.onTaken();
        return;
      }
      link('open');
      const lost = queue.goOn(recording.frames);
      if (lost > 0) parts.onMissing(toMs(lost));
      hold();
      await parts.onBack(recording, wasStopped);
    } catch (error) {
      if (wrapError(error).code === 'disconnected') link('away');
      else parts.onFailed(error);
    } finally {
      isTalking = false;
    }
  }

  async function rejoin() {
    try {
      return await api.recorder.rejoin({ meetingId, tracks: [...tracks], sampleRate });
    } catch (error) {
      const { code } = wrapError(error);
      if (code !== 'not_found' && code !== 'conflict') throw error;
      const recording = await api.recorder.start({ title: parts.title, tracks: [...tracks], sampleRate });
      meetingId = recording.meetingId;
      parts.onSplit();
      return { recording, wasStopped: false, isHeld: false };
    }
  }

  hold();
  return {
    get meetingId() {
      return meetingId;
    },
    get elapsedMs() {
      return toMs(queue.next);
    },
    toMs,
    push(samples: Uint8Array<ArrayBuffer>): void {
      if (queue.push(samples)) return;
      if (state.getState().link === 'away') link('full');
      parts.onMissing(toMs(samples.length / (tracks.length * 2)));
    },
    drained: queue.drained,
    comeBack,
    disconnected: () => {
      if (!isClosed) link('away');
    },
    /** Resolves when the core answers again, or nobody waits for it any more. */
    backOnline: () =>
      new Promise<void>((resolve) => {
        const look = () => {
          if (state.getState().link !== 'open' && !isClosed) return;
          end();
          resolve();
        };
        const end = state.subscribe(look);
      }),
    close(): void {
      isClosed = true;
      holding.abort();
      queue.discard();
    },
  };
}
