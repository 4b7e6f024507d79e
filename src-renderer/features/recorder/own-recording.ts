import type { Recording, RecordingEnd, TrackName } from '../../../src-main/contract/recorder.ts';
import { wrapError } from '../../../src-main/rpc/errors.ts';
import type { Api } from '../../api.ts';
import { LEVEL_MS, type Capture } from './capture/capture.ts';
import { createGapWatch, createSilenceWatch } from './capture/watches.ts';
import { openLink } from './link.ts';
import { calm, isAllLost, type Levels, type RecorderStateStore } from './state.ts';

const STALLED_MS = 2000;

/** taken: another window goes on with it. */
export type OwnEnd = RecordingEnd | 'taken';

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
  onDone(meetingId: string, reason: OwnEnd, durationMs: number): void;
}

/** The recording that this window makes: from the devices, through the link, to the core. */
export function runRecording(parts: OwnParts, capture: Capture, begun: Recording) {
  const { api, state } = parts;
  const { tracks } = begun;
  let isOver = false;
  /** Calls that change the state: what the core says meanwhile may be older than what is wanted by now. */
  let asking = 0;
  /** Paused because nothing was left to record; the person has not asked for it. */
  let isHeldUp = false;
  let lastLevels = performance.now();
  const silence = createSilenceWatch(tracks.length);
  const gaps = createGapWatch();
  const set = state.setState;
  const own = () => state.getState().own;

  const link = openLink(
    {
      api,
      state,
      title: parts.title,
      onMissing: (ms) => {
        miss(ms, 'away');
      },
      async onBack({ state: now }, wasStopped) {
        if (wasStopped && own() !== 'stopping') void stop();
        else if (own() === 'paused' && now !== 'paused') await tell(api.recorder.pause);
        else if (own() === 'recording' && now === 'paused') await tell(api.recorder.resume);
      },
      onTaken: () => {
        close('taken');
      },
      onSplit: parts.onSplit,
      onFailed(error) {
        parts.onFailed(error);
        close('failed');
      },
    },
    begun,
  );

  function miss(ms: number, why: 'asleep' | 'away'): void {
    const { missing } = state.getState();
    set({ missing: { ms: (missing?.ms ?? 0) + ms, atMs: missing?.atMs ?? link.elapsedMs, why } });
  }

  capture.listener = {
    onChunk(samples, at) {
      const gap = gaps.push(at, link.toMs(samples.length / (tracks.length * 2)));
      if (gap > 0) miss(gap, 'asleep');
      link.push(samples);
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
      if (!isAllLost(state.getState()) || own() !== 'recording') return;
      isHeldUp = true;
      void pause();
    },
  };
  const looking = setInterval(() => {
    capture.wake();
    const isLate = performance.now() - lastLevels > STALLED_MS;
    if (own() === 'recording' && isLate && !state.getState().isStalled) set({ isStalled: true });
  }, 1000);

  function close(reason: OwnEnd): void {
    if (isOver) return;
    isOver = true;
    clearInterval(looking);
    link.close();
    capture.listener = null;
    capture.close();
    parts.levels.setState({ peaks: [] });
    set({ ...calm });
    parts.onDone(link.meetingId, reason, Math.round(link.elapsedMs));
  }

  async function tell(call: (input: { meetingId: string }) => Promise<unknown>): Promise<void> {
    asking += 1;
    try {
      await call({ meetingId: link.meetingId });
    } catch (error) {
      // It hears of it when it is there again.
      if (wrapError(error).code !== 'disconnected') parts.onFailed(error);
    } finally {
      asking -= 1;
    }
  }

  async function rest(next: 'paused' | 'stopping'): Promise<void> {
    set({ own: next, silent: [], isStalled: false });
    asking += 1;
    await capture.setMode('rest');
    asking -= 1;
    gaps.reset();
    parts.levels.setState({ peaks: [] });
  }

  async function pause(): Promise<void> {
    if (own() !== 'recording') return;
    await rest('paused');
    if (own() === 'paused') await tell(api.recorder.pause);
  }

  async function resume(): Promise<void> {
    if (own() !== 'paused' || isAllLost(state.getState())) return;
    isHeldUp = false;
    silence.reset();
    gaps.reset();
    lastLevels = performance.now();
    set({ own: 'recording' });
    void capture.setMode('record');
    await tell(api.recorder.resume);
  }

  /** Waits for what is on its way; without a connection, until there is one. */
  async function stop(): Promise<void> {
    if (own() === 'stopping') return;
    await rest('stopping');
    for (;;) {
      await link.drained();
      if (isOver) return;
      try {
        await api.recorder.stop({ meetingId: link.meetingId });
        close('stopped');
        return;
      } catch (error) {
        const { code } = wrapError(error);
        if (code === 'disconnected') {
          link.disconnected();
          await link.backOnline();
        } else {
          // Stopped from another window in the same moment, or ended.
          if (code !== 'not_found') parts.onFailed(error);
          close(code === 'not_found' ? 'stopped' : 'failed');
          return;
        }
      }
    }
  }

  set({ ...calm, own: begun.state === 'paused' ? 'paused' : 'recording' });
  void capture.setMode(begun.state === 'paused' ? 'rest' : 'record');

  return {
    get meetingId() {
      return link.meetingId;
    },
    get elapsedMs() {
      return link.elapsedMs;
    },
    pause() {
      isHeldUp = false;
      return pause();
    },
    resume,
    stop,
    comeBack: link.comeBack,
    disconnected: link.disconnected,
    /** The core says what state it is in; another window may have asked for it. */
    follow(recording: Recording) {
      // What it says before it has heard of what was done while it was away is old, too.
      const isOld = asking > 0 || state.getState().link !== 'open';
      if (recording.meetingId !== link.meetingId || isOld) return;
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
      set(({ lost }) => ({ lost: lost.filter((one) => one !== track) }));
      if (isHeldUp) void resume();
    },
  };
}
export type OwnRecording = ReturnType<typeof runRecording>;
