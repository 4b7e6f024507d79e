import { createStore } from 'zustand';
import type { ErrorShape } from '../../../src-main/rpc/errors.ts';
import { openCapture, stopStream, type Capture, type Streams } from './capture/capture.ts';
import {
  listMicrophones,
  openMicrophone,
  openSystemSound,
  problemOf,
  type CaptureProblem,
  type Microphone,
} from './capture/devices.ts';
import { readPreferences, writePreferences, type Preferences } from './preferences.ts';
import type { Levels } from './state.ts';

interface SetupState {
  preferences: Preferences;
  microphones: readonly Microphone[];
  problem: CaptureProblem | null;
  /** Why the core would not begin. */
  refusal: ErrorShape | null;
  /** Listens, so that it can begin at once. */
  isReady: boolean;
}

/** The devices before a recording: opened as they are chosen, so that their levels are seen before it begins. */
export function createSetup(levels: Levels, isApp: boolean) {
  const store = createStore<SetupState>(() => ({
    // A browser asks each time what to share: not before the person has chosen it.
    preferences: { ...readPreferences(), ...(!isApp && { choice: 'microphone' as const }) },
    microphones: [],
    problem: null,
    refusal: null,
    isReady: false,
  }));
  let isOpen = false;
  let streams: Streams = {};
  let opened: string | null = null;
  let capture: Capture | null = null;
  let turn = 0;

  function letGo(): void {
    turn += 1;
    capture?.close();
    for (const stream of Object.values(streams)) stopStream(stream);
    capture = null;
    streams = {};
    opened = null;
    levels.setState({ peaks: [] });
    store.setState({ isReady: false, problem: null, refusal: null });
  }

  /** One after another; the last choice wins. */
  async function apply(): Promise<void> {
    const own = (turn += 1);
    const isOld = () => own !== turn;
    const { choice, microphone, cleanUp } = store.getState().preferences;
    store.setState({ isReady: false, problem: null });
    try {
      const wanted = `${microphone ?? ''} ${String(cleanUp)}`;
      const isGone = streams.microphone?.getTracks().some(({ readyState }) => readyState === 'ended');
      if (choice === 'system' || opened !== wanted || isGone) {
        stopStream(streams.microphone);
        delete streams.microphone;
      }
      const isSystemGone = streams.system?.getTracks().some(({ readyState }) => readyState === 'ended');
      if (choice === 'microphone' || isSystemGone) {
        stopStream(streams.system);
        delete streams.system;
      }
      // First, since browsers allow it only right after the click.
      if (choice !== 'microphone' && !streams.system) {
        const system = await openSystemSound(isApp);
        if (isOld()) {
          stopStream(system);
          return;
        }
        streams.system = system;
      }
      if (choice !== 'system' && !streams.microphone) {
        const stream = await openMicrophone(microphone, cleanUp);
        if (isOld()) {
          stopStream(stream);
          return;
        }
        streams.microphone = stream;
        opened = wanted;
      }
      const copies = Object.fromEntries(
        Object.entries(streams).map(([track, stream]) => [track, stream.clone()]),
      );
      const next = await openCapture(copies);
      if (isOld()) {
        next.close();
        return;
      }
      capture?.close();
      capture = next;
      next.listener = {
        onChunk: () => undefined,
        onLevels: (peaks) => {
          levels.setState({ peaks });
        },
        onLost: () => void apply(),
      };
      store.setState({ isReady: true, microphones: await listMicrophones() });
    } catch (error) {
      if (isOld()) return;
      capture?.close();
      capture = null;
      levels.setState({ peaks: [] });
      store.setState({ problem: problemOf(error), microphones: await listMicrophones().catch(() => []) });
    }
  }

  return {
    store,
    open(): void {
      isOpen = true;
      void apply();
    },
    retry: apply,
    choose(change: Partial<Preferences>): void {
      const preferences = { ...store.getState().preferences, ...change };
      writePreferences(preferences);
      store.setState({ preferences });
      void apply();
    },
    close(): void {
      isOpen = false;
      letGo();
    },
    /** Listens again and says why it did not begin; false where nobody looks any more. */
    refuse(refusal: ErrorShape): boolean {
      if (!isOpen) return false;
      store.setState({ refusal });
      void apply();
      return true;
    },
    /** Hands over the devices that listen; null while they don't. */
    take(): Capture | null {
      const taken = store.getState().isReady ? capture : null;
      if (!taken) return null;
      taken.listener = null;
      capture = null;
      letGo();
      return taken;
    },
    /** Devices came or went. */
    async look(): Promise<readonly Microphone[]> {
      const microphones = await listMicrophones();
      store.setState({ microphones });
      return microphones;
    },
  };
}
