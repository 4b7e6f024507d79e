import type { ConnectionState } from '../../../src-main/rpc/connect.ts';
import type { Recording } from '../../../src-main/contract/recorder.ts';
import { wrapError } from '../../../src-main/rpc/errors.ts';
import type { Api } from '../../api.ts';
import { text } from '../../i18n/translate.ts';
import type { Toasts } from '../toasts/store.ts';
import { openCapture, stopStream, type Capture, type Streams } from './capture/capture.ts';
import { CaptureError, openMicrophone, openSystemSound } from './capture/devices.ts';
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

  const hear = (recording: Recording) => {
    state.setState({ recording, heardAt: performance.now() });
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
        onDone(meetingId, reason) {
          own = null;
          void marks.flush();
          state.setState({ recording: null, ended: reason === 'stopped' ? null : { meetingId, reason } });
          if (reason === 'stopped') void deps.openMeeting(meetingId).catch(failed);
        },
      },
      capture,
      recording,
    );
  }

  async function load(): Promise<void> {
    const { recordings } = await api.recorder.list();
    const [recording = null] = recordings;
    if (own) await own.comeBack();
    else state.setState({ recording, heardAt: performance.now() });
    await marks.flush();
  }

  api.recorder.changed((recording) => {
    hear(recording);
    own?.follow(recording);
  });
  api.recorder.ended(({ meetingId, reason }) => {
    if (own?.meetingId === meetingId) own.ended(reason);
    else if (state.getState().recording?.meetingId === meetingId) state.setState({ recording: null });
  });
  deps.onState((connection) => {
    if (connection !== 'open') own?.disconnected();
    else void load().catch(() => undefined);
  });

  async function replaceMicrophone(id: string | null): Promise<void> {
    try {
      const stream = await openMicrophone(id, readPreferences().cleanUp);
      if (own) own.replace('microphone', stream);
      else stopStream(stream);
    } catch (error) {
      toasts.done(text(`recorder.problem.${error instanceof CaptureError ? error.problem : 'failed'}`));
    }
  }

  /** A microphone that is plugged in again is used again. */
  async function onDevices(): Promise<void> {
    const microphones = await setup.look();
    const isLost = state.getState().lost.includes('microphone');
    if (isLost && microphones.some(({ id }) => id === lostMicrophone))
      await replaceMicrophone(lostMicrophone);
  }
  // Only in a page that is safe, as ours is wherever it is served.
  (navigator as Partial<Navigator>).mediaDevices?.addEventListener('devicechange', () => {
    void onDevices().catch(() => undefined);
  });
  window.addEventListener('beforeunload', (event) => {
    if (own) event.preventDefault();
  });

  const attempt = async (act: () => Promise<unknown>) => {
    try {
      await act();
      toasts.succeeded('recorder');
    } catch (error) {
      failed(error);
    }
  };
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
      state.setState({ ended: null });
      deps.openSheet();
    },
    async start(title: string): Promise<void> {
      const capture = setup.take();
      if (!capture) return;
      try {
        const { sampleRate } = capture;
        const tracks = [...capture.tracks];
        const recording = await api.recorder.start({ title, tracks, sampleRate, folderId: deps.folderId() });
        run(capture, recording, title);
        deps.closeSheet();
        toasts.succeeded('recorder');
      } catch (error) {
        capture.close();
        void setup.open();
        if (wrapError(error).code === 'recording_under_way') await load();
        failed(error);
      }
    },
    /** Goes on here with a recording whose window is gone. */
    takeOver: () =>
      attempt(async () => {
        const lost = current();
        if (!lost || own) return;
        const { microphone, cleanUp } = readPreferences();
        const streams: Streams = {};
        try {
          if (lost.tracks.includes('system')) streams.system = await openSystemSound(deps.isApp);
          if (lost.tracks.includes('microphone'))
            streams.microphone = await openMicrophone(microphone, cleanUp);
        } catch (error) {
          for (const stream of Object.values(streams)) stopStream(stream);
          toasts.done(text(`recorder.problem.${error instanceof CaptureError ? error.problem : 'failed'}`));
          return;
        }
        const capture = await openCapture(streams);
        const { meetingId, tracks, sampleRate } = lost;
        try {
          const { recording } = await api.recorder.rejoin({ meetingId, tracks, sampleRate });
          run(capture, recording, '');
        } catch (error) {
          capture.close();
          throw error;
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
    replaceMicrophone,
    show(): void {
      const id = own?.meetingId ?? current()?.meetingId ?? state.getState().ended?.meetingId;
      if (id !== undefined) void deps.openMeeting(id).catch(failed);
    },
    dismissEnd(): void {
      state.setState({ ended: null });
    },
  };
}
