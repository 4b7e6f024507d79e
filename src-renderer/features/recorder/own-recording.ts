import type { Recording, RecordingEnd, TrackName } from '../../../src-main/contract/recorder.ts';
import { wrapError, type AppError } from '../../../src-main/rpc/errors.ts';
import type { Api } from '../../api.ts';
import { LEVEL_MS, type Capture } from './capture/capture.ts';
import { createGapWatch, createSilenceWatch } from './capture/watches.ts';
import { createSendQueue } from './send-queue.ts';
import { calm, type Levels, type RecorderStateStore } from './state.ts';

/** Kept here while the core does not answer. */
const KEPT_MS = 60_000;
const STALLED_MS = 2000;
const RETRY_MS = 1000;

export interface OwnParts {
  api: Api;
  state: RecorderStateStore;
  levels: Levels;
  title: string;
  /** A device went; perhaps it comes back. */
  onLost(track: TrackName): void;
  /** It could not be added to; the rest goes into a meeting of its own. */
  onSplit(): void;
  onFailed(error: unknown): void;
  /** Over and done with. */
  onDone(meetingId: string, reason: RecordingEnd): void;
}

/** The recording that this window makes: from the devices, through the queue, to the core. */
export function runRecording(parts: OwnParts, capture: Capture, begun: Recording) {
  const { api, state } = parts;
  const { tracks, sampleRate } = begun;
  let { meetingId } = begun;
  let isOver = false;
  let isTalking = false;
  let holding = new AbortController();
  let lastLevels = performance.now();
  const toMs = (frames: number) => (frames * 1000) / sampleRate;
  const silence = createSilenceWatch(tracks.length);
  const gaps = createGapWatch();
  const set = state.setState;
  const own = () => state.getState().own;

  const queue = createSendQueue(
    {
      frameBytes: tracks.length * 2,
      maxFrames: (KEPT_MS / 1000) * sampleRate,
      append: (frame, data) => api.recorder.append({ meetingId, frame, data }),
      onStuck,
    },
    begun.frames,
  );

  function miss(ms: number, why: 'asleep' | 'away'): void {
    const { missing } = state.getState();
    set({ missing: { ms: (missing?.ms ?? 0) + ms, atMs: missing?.atMs ?? toMs(queue.next), why } });
  }

  capture.listener = {
    onChunk(samples, at) {
      const ms = toMs(samples.length / (tracks.length * 2));
      const gap = gaps.push(at, ms);
      if (gap > 0) miss(gap, 'asleep');
      if (queue.push(samples)) return;
      if (state.getState().link === 'away') set({ link: 'full' });
      miss(ms, 'away');
    },
    onLevels(peaks) {
      lastLevels = performance.now();
      parts.levels.setState({ peaks });
      const { isStalled, silent } = state.getState();
      if (isStalled) set({ isStalled: false });
      if (own() !== 'recording') return;
      const flags = silence.push(peaks, LEVEL_MS);
      const now = tracks.filter((_track, index) => flags[index]);
      if (String(now) !== String(silent)) set({ silent: now });
    },
    onLost(track) {
      set(({ lost }) => ({ lost: [...new Set([...lost, track])] }));
      parts.onLost(track);
      // Where nothing is left to record, an hour of nothing is not recorded either.
      if (tracks.every((one) => state.getState().lost.includes(one))) void pause();
    },
  };
  const looking = setInterval(() => {
    capture.wake();
    const isLate = performance.now() - lastLevels > STALLED_MS;
    if (own() === 'recording' && isLate && !state.getState().isStalled) set({ isStalled: true });
  }, 1000);

  function hold(): void {
    holding.abort();
    holding = new AbortController();
    api.recorder.hold({ meetingId }, { signal: holding.signal }).catch(() => undefined);
  }

  function close(reason: RecordingEnd): void {
    if (isOver) return;
    isOver = true;
    clearInterval(looking);
    holding.abort();
    queue.discard();
    capture.listener = null;
    capture.close();
    parts.levels.setState({ peaks: [] });
    set({ ...calm });
    parts.onDone(meetingId, reason);
  }

  function onStuck(error: AppError): void {
    if (isOver) return;
    switch (error.code) {
      case 'disconnected':
        set({ link: 'away' });
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
          if (!isOver) close('failed');
        }, RETRY_MS);
    }
  }

  /** The core is there again, or has forgotten: it says what it has, and gets the rest. */
  async function comeBack(): Promise<void> {
    if (isOver || isTalking) return;
    isTalking = true;
    try {
      const { recording, wasStopped } = await rejoin();
      set({ link: 'open' });
      const lost = queue.goOn(recording.frames);
      if (lost > 0) miss(toMs(lost), 'away');
      hold();
      if (wasStopped && own() !== 'stopping') void stop();
      else if (own() === 'paused' && recording.state !== 'paused') await api.recorder.pause({ meetingId });
      else if (own() === 'recording' && recording.state === 'paused')
        await api.recorder.resume({ meetingId });
    } catch (error) {
      if (wrapError(error).code === 'disconnected') set({ link: 'away' });
      else {
        parts.onFailed(error);
        close('failed');
      }
    } finally {
      isTalking = false;
    }
  }

  async function rejoin(): Promise<{ recording: Recording; wasStopped: boolean }> {
    try {
      return await api.recorder.rejoin({ meetingId, tracks: [...tracks], sampleRate });
    } catch (error) {
      const { code } = wrapError(error);
      if (code !== 'not_found' && code !== 'conflict') throw error;
      const recording = await api.recorder.start({ title: parts.title, tracks: [...tracks], sampleRate });
      meetingId = recording.meetingId;
      parts.onSplit();
      return { recording, wasStopped: false };
    }
  }

  async function rest(next: 'paused' | 'stopping'): Promise<void> {
    set({ own: next, silent: [], isStalled: false });
    await capture.setMode('rest');
    gaps.reset();
  }

  async function pause(): Promise<void> {
    if (own() !== 'recording') return;
    await rest('paused');
    try {
      if (own() === 'paused') await api.recorder.pause({ meetingId });
    } catch (error) {
      if (wrapError(error).code !== 'disconnected') parts.onFailed(error);
    }
  }

  async function resume(): Promise<void> {
    if (own() !== 'paused') return;
    silence.reset();
    gaps.reset();
    lastLevels = performance.now();
    set({ own: 'recording' });
    await capture.setMode('record');
    try {
      if (own() === 'recording') await api.recorder.resume({ meetingId });
    } catch (error) {
      if (wrapError(error).code !== 'disconnected') parts.onFailed(error);
    }
  }

  /** Waits for what is on its way; without a connection, until there is one. */
  async function stop(): Promise<void> {
    if (own() === 'stopping') return;
    await rest('stopping');
    for (;;) {
      await queue.drained();
      if (isOver) return;
      try {
        await api.recorder.stop({ meetingId });
        close('stopped');
        return;
      } catch (error) {
        const { code } = wrapError(error);
        if (code === 'disconnected') {
          set({ link: 'away' });
          await backOnline();
        } else if (code === 'not_found') {
          close('stopped');
          return;
        } else {
          parts.onFailed(error);
          close('failed');
          return;
        }
      }
    }
  }
  const backOnline = () =>
    new Promise<void>((resolve) => {
      const end = state.subscribe(({ link }) => {
        if (link !== 'open' && !isOver) return;
        end();
        resolve();
      });
    });

  hold();
  set({ ...calm, own: begun.state === 'paused' ? 'paused' : 'recording', ended: null });
  if (begun.state === 'paused') void capture.setMode('rest');
  else void capture.setMode('record');

  return {
    get meetingId() {
      return meetingId;
    },
    get elapsedMs() {
      return toMs(queue.next);
    },
    get hasUnsent() {
      return !queue.isEmpty;
    },
    tracks,
    pause,
    resume,
    stop,
    comeBack,
    disconnected() {
      if (!isOver) set({ link: 'away' });
    },
    /** The core says what state it is in; another window may have asked for it. */
    follow(recording: Recording) {
      if (recording.meetingId !== meetingId || isTalking) return;
      if (recording.state === 'paused' && own() === 'recording') void pause();
      if (recording.state === 'recording' && own() === 'paused') void resume();
    },
    /** Ended by the core, or from another window. */
    ended(reason: RecordingEnd) {
      // The queue finds out by itself, and the rest is added as soon as the core is there again.
      if (reason === 'closing' || reason === 'window_gone' || own() === 'stopping') return;
      close(reason);
    },
    replace(track: TrackName, stream: MediaStream) {
      capture.replace(track, stream);
      silence.reset();
      const isFirst = tracks.every((one) => state.getState().lost.includes(one));
      set(({ lost }) => ({ lost: lost.filter((one) => one !== track) }));
      if (isFirst) void resume();
    },
  };
}
export type OwnRecording = ReturnType<typeof runRecording>;
