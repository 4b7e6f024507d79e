import type { ConnectionState } from '../../../src-main/rpc/connect.ts';
import type { Ending, Recording, TrackName } from '../../../src-main/contract/recorder.ts';
import { wrapError } from '../../../src-main/rpc/errors.ts';
import type { Api } from '../../api.ts';
import { text } from '../../i18n/translate.ts';
import type { Toasts } from '../toasts/store.ts';
import { openCapture, stopStream, type Capture, type Streams } from './capture/capture.ts';
import { openMicrophone, openSystemSound, problemOf } from './capture/devices.ts';
import { createMarks } from './marks.ts';
import { runRecording, type OwnRecording } from './own-recording.ts';
import { readPreferences } from './preferences.ts';
import { createSetup } from './setup.ts';
import { createLevels, createRecorderState } from './state.ts';

interface Dependencies {
  api: Api;
  onState(listener: (state: ConnectionState) => void): unknown;
  toasts: Toasts;
  /** Electron: the system's sound is to be had without a picture. */
  isApp: boolean;
  openSheet(): void;
  closeSheet(): void;
  /** Shows the meeting that a recording became. */
  openMeeting(id: string): Promise<void>;
  /** Where a new meeting goes: the folder that is being looked at. */
  folderId(): string | null;
}

/** Recording, as the window knows it: its own, or one that another window makes. */
export function createRecorder(deps: Dependencies) {
  const { api, toasts } = deps;
  const state = createRecorderState();
  const levels = createLevels();
  const setup = createSetup(levels, deps.isApp);
  const failed = (error: unknown) => {
    toasts.failed(error, 'recorder');
  };
  const marks = createMarks(api, failed);
  let own: OwnRecording | null = null;
  let lostMicrophone: string | null = null;
  let isStarting = false;

  const hear = (recording: Recording) => {
    state.setState({ recording, heardAt: performance.now() });
  };
  const forget = (meetingId: string) => {
    state.setState(({ endings }) => ({ endings: endings.filter((one) => one.meetingId !== meetingId) }));
  };
  const isOver = (meetingId: string) => {
    state.setState(({ over }) => ({ over: [...new Set([...over, meetingId])] }));
  };
  const remember = (ending: Ending) => {
    isOver(ending.meetingId);
    forget(ending.meetingId);
    state.setState(({ endings }) => ({ endings: [...endings, ending] }));
  };
  const takeNote = (meetingId: string) => {
    forget(meetingId);
    api.recorder.takeNote({ meetingId }).catch(() => undefined);
  };

  function run(capture: Capture, recording: Recording, title: string): void {
    hear(recording);
    lostMicrophone = readPreferences().microphone;
    own = runRecording(
      {
        api,
        state,
        levels,
        title,
        onLost: () => void setup.look().catch(() => []),
        onSplit: () => {
          toasts.done(text('recorder.split'));
        },
        onFailed: failed,
        onDone(meetingId, reason, durationMs) {
          own = null;
          void marks.flush();
          if (reason === 'taken') return;
          isOver(meetingId);
          state.setState({ recording: null });
          if (reason === 'stopped') void deps.openMeeting(meetingId).catch(failed);
          else remember({ meetingId, reason, durationMs });
        },
      },
      capture,
      recording,
    );
  }

  async function load(): Promise<void> {
    const { recordings, endings } = await api.recorder.list();
    const [recording = null] = recordings;
    state.setState({ endings });
    for (const { meetingId } of endings) isOver(meetingId);
    if (own) await own.comeBack();
    else state.setState({ recording, heardAt: performance.now() });
    await marks.flush();
  }

  api.recorder.changed((recording) => {
    // Not before it is known that it is this window's own.
    if (!isStarting) hear(recording);
    own?.follow(recording);
  });
  api.recorder.ended((ending) => {
    const { meetingId, reason } = ending;
    isOver(meetingId);
    if (reason !== 'stopped') remember(ending);
    if (own?.meetingId === meetingId) own.ended(reason);
    else if (state.getState().recording?.meetingId === meetingId) state.setState({ recording: null });
  });
  api.recorder.noted(({ meetingId }) => {
    forget(meetingId);
  });
  deps.onState((connection) => {
    if (connection !== 'open') own?.disconnected();
    else void load().catch(() => undefined);
  });

  const openDevice = {
    microphone: (id?: string | null) => {
      const { microphone, cleanUp } = readPreferences();
      return openMicrophone(id === undefined ? microphone : id, cleanUp);
    },
    system: () => openSystemSound(deps.isApp),
  };
  const tellProblem = (error: unknown) => {
    toasts.done(text(`recorder.problem.${problemOf(error)}`));
  };
  /** Goes on with another microphone, or with the system's sound shared anew. */
  async function replace(track: TrackName, id?: string | null): Promise<void> {
    try {
      const stream = await openDevice[track](id);
      if (own) own.replace(track, stream);
      else stopStream(stream);
    } catch (error) {
      tellProblem(error);
    }
  }

  /** null: a device could not be had, and it was said. */
  async function openAll(tracks: readonly TrackName[]): Promise<Capture | null> {
    const streams: Streams = {};
    try {
      // The system first, since browsers ask for it only right after the click.
      for (const track of [...tracks].sort().reverse()) streams[track] = await openDevice[track]();
      return await openCapture(streams);
    } catch (error) {
      for (const stream of Object.values(streams)) stopStream(stream);
      tellProblem(error);
      return null;
    }
  }
  async function goOn(capture: Capture, { meetingId, tracks, sampleRate }: Recording): Promise<void> {
    try {
      const { recording } = await api.recorder.rejoin({ meetingId, tracks, sampleRate });
      run(capture, recording, '');
    } catch (error) {
      capture.close();
      throw error;
    }
  }

  /** A microphone that is plugged in again is used again. */
  async function onDevices(): Promise<void> {
    const microphones = await setup.look();
    const isLost = state.getState().lost.includes('microphone');
    if (isLost && microphones.some(({ id }) => id === lostMicrophone))
      await replace('microphone', lostMicrophone);
  }
  // Only in a page that is safe, as ours is wherever it is served.
  (navigator as Partial<Navigator>).mediaDevices?.addEventListener('devicechange', () => {
    void onDevices().catch(() => undefined);
  });

  const attempt = (act: () => Promise<unknown>) => toasts.attempt('recorder', act);
  const current = () => state.getState().recording;
  /** What has been captured so far, in this window or in another. */
  const elapsedMs = (): number => {
    const { recording, heardAt } = state.getState();
    if (own) return own.elapsedMs;
    if (!recording) return 0;
    return recording.durationMs + (recording.state === 'recording' ? performance.now() - heardAt : 0);
  };

  return {
    state,
    levels,
    setup,
    /** The sheet in which the devices are chosen; while something is being recorded there is nothing to choose. */
    ask(): void {
      if (current()) return;
      deps.openSheet();
    },
    async start(title: string): Promise<void> {
      const capture = setup.take();
      if (!capture) return;
      isStarting = true;
      try {
        const { sampleRate } = capture;
        const tracks = [...capture.tracks];
        const recording = await api.recorder.start({ title, tracks, sampleRate, folderId: deps.folderId() });
        run(capture, recording, title);
        deps.closeSheet();
        toasts.succeeded('recorder');
        void deps.openMeeting(recording.meetingId).catch(failed);
      } catch (error) {
        capture.close();
        const refusal = wrapError(error).toShape();
        // The sheet says it itself: while it is open, notices are not seen.
        if (!setup.refuse(refusal)) failed(error);
        if (refusal.code === 'recording_under_way') await load().catch(() => undefined);
      } finally {
        isStarting = false;
      }
    },
    /** Goes on here with a recording whose window is gone. */
    takeOver: () =>
      attempt(async () => {
        const lost = current();
        if (!lost || own || isStarting) return;
        isStarting = true;
        try {
          const capture = await openAll(lost.tracks);
          if (capture) await goOn(capture, lost);
        } finally {
          isStarting = false;
        }
      }),
    pause: () =>
      attempt(async () => {
        const recording = current();
        if (own) await own.pause();
        else if (recording) await api.recorder.pause({ meetingId: recording.meetingId });
      }),
    resume: () =>
      attempt(async () => {
        const recording = current();
        if (own) await own.resume();
        else if (recording) await api.recorder.resume({ meetingId: recording.meetingId });
      }),
    stop: () =>
      attempt(async () => {
        const recording = current();
        if (own) {
          await own.stop();
        } else if (recording) {
          await api.recorder.stop({ meetingId: recording.meetingId });
          await deps.openMeeting(recording.meetingId);
        }
      }),
    elapsedMs,
    /** Something of it is in this window alone. */
    get isBusy() {
      return own !== null || marks.hasWaiting;
    },
    /** `isToNote`: the note is asked for at once, where the person is not typing elsewhere. */
    mark(isToNote: boolean): void {
      const recording = current();
      if (!recording || state.getState().own === 'stopping') return;
      const meetingId = own?.meetingId ?? recording.meetingId;
      state.setState({ mark: marks.add(meetingId, Math.round(elapsedMs())), isToNote });
    },
    noteMark(note: string): void {
      const { mark } = state.getState();
      if (mark && note.trim() !== '') marks.setNote(mark, note.trim());
      state.setState({ mark: null });
    },
    replace,
    /** Shows the meeting of a recording that ended by itself. */
    show(meetingId: string): void {
      takeNote(meetingId);
      void deps.openMeeting(meetingId).catch(failed);
    },
    takeNote,
  };
}
