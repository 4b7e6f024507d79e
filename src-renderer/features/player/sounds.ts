import { createStore } from 'zustand';
import type { Audio } from '../../../src-main/contract/audio.ts';
import { wrapError, type ErrorShape } from '../../../src-main/rpc/errors.ts';
import type { Api } from '../../api.ts';
import { parsePeaks, type Peaks } from './peaks.ts';
import { findSilence, type Span } from './silence.ts';

/** What the window knows of a meeting's sound. */
export interface Sound {
  /** null: the meeting has none. */
  audio: Audio | null;
  peaks: Peaks | null;
  silence: readonly Span[];
  /** Why it can't be played although it should be there. */
  trouble: ErrorShape | null;
}

const nothing: Sound = { audio: null, peaks: null, silence: [], trouble: null };

/** The sounds of the meetings that are looked at or listened to. */
export function createSounds(api: Api) {
  const store = createStore<{ sounds: ReadonlyMap<string, Sound> }>(() => ({ sounds: new Map() }));
  const wanted = new Set<string>();

  const get = (id: string) => store.getState().sounds.get(id);
  function put(id: string, change: Partial<Sound>): void {
    // Looked away meanwhile.
    if (!wanted.has(id)) return;
    const sounds = new Map(store.getState().sounds);
    sounds.set(id, { ...(sounds.get(id) ?? nothing), ...change });
    store.setState({ sounds });
  }

  async function readPeaks(id: string, loudness: number | null): Promise<void> {
    try {
      const { data } = await api.audio.peaks({ meetingId: id });
      const peaks = parsePeaks(data);
      put(id, { peaks, silence: findSilence(peaks, loudness) });
    } catch {
      // It can be played without its waveform.
      put(id, { peaks: null, silence: [] });
    }
  }

  /** Says early whether the file is there, before somebody wants to hear it. */
  async function check(id: string): Promise<void> {
    try {
      await api.audio.link({ meetingId: id });
      put(id, { trouble: null });
    } catch (error) {
      fail(id, error);
    }
  }

  function fail(id: string, thrown: unknown): void {
    const error = wrapError(thrown).toShape();
    // After a loss the banner speaks, and all is read again; one that has changed meanwhile says so itself.
    if (error.code === 'disconnected' || error.code === 'cancelled') return;
    if (get(id)?.audio?.state === 'ready') put(id, { trouble: error });
  }

  async function read(id: string): Promise<void> {
    try {
      const { audio } = await api.audio.get({ meetingId: id });
      put(id, { audio });
      if (audio?.state === 'ready') await Promise.all([readPeaks(id, audio.loudness), check(id)]);
    } catch {
      // A meeting that is gone says so itself, and after a loss all is read again.
    }
  }

  api.audio.changed((audio) => {
    const id = audio.meetingId;
    if (!wanted.has(id)) return;
    const before = get(id);
    put(id, { audio });
    // A recording may be measured only after it can be played.
    if (audio.state === 'ready' && (before?.audio?.state !== 'ready' || !before.peaks)) void read(id);
    if (audio.state !== 'ready') put(id, { peaks: null, silence: [], trouble: null });
  });

  return {
    store,
    get,
    fail,
    /** What is read of others is forgotten. */
    want(ids: readonly string[]): void {
      const fresh = ids.filter((id) => !wanted.has(id));
      wanted.clear();
      for (const id of ids) wanted.add(id);
      const { sounds } = store.getState();
      store.setState({ sounds: new Map([...sounds].filter(([id]) => wanted.has(id))) });
      for (const id of fresh) void read(id);
    },
    /** Where the person has gone on; the library is told by whoever knows when. */
    place(id: string, positionMs: number): void {
      const audio = get(id)?.audio;
      if (audio) put(id, { audio: { ...audio, positionMs } });
    },
    async reload(): Promise<void> {
      await Promise.all([...wanted].map(read));
    },
  };
}

export type Sounds = ReturnType<typeof createSounds>;
