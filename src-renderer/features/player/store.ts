import { createStore } from 'zustand';
import { wrapError } from '../../../src-main/rpc/errors.ts';
import type { Api } from '../../api.ts';
import type { Toasts } from '../toasts/store.ts';
import { createOutput } from './output.ts';
import { keepPreferences, readPreferences, type Preferences } from './preferences.ts';
import { createRecovery } from './recovery.ts';
import { skipFrom } from './silence.ts';
import type { Sounds } from './sounds.ts';
import type { Speed } from './speed.ts';

export interface PlayerState extends Preferences {
  /** The meeting whose sound is in the player. */
  loaded: { id: string; title: string } | null;
  isPlaying: boolean;
  isWaiting: boolean;
  /** Of what is loaded. */
  positionMs: number;
  /** -1: the microphone alone; 1: the system's sound alone. */
  balance: number;
}

const SAVE_EVERY_MS = 10_000;
const REST_MS = 400;
/** So near the end one has heard it: the next time begins anew. */
const END_MS = 300;

/** Plays one sound at a time, and goes on where the person stopped. */
export function createPlayer(
  api: Api,
  toasts: Toasts,
  sounds: Sounds,
  titleOf: (id: string) => string | undefined,
) {
  const store = createStore<PlayerState>(() => ({
    ...readPreferences(localStorage),
    loaded: null,
    isPlaying: false,
    isWaiting: false,
    positionMs: 0,
    balance: 0,
  }));
  const output = createOutput({ changed, timePassed, ended, failed: () => void recovery.onFailure() });
  let savedAt = 0;
  /** Where a part that was asked for ends. */
  let untilMs = Infinity;
  let endOfPart: ReturnType<typeof setTimeout> | undefined;
  /** Where a person has gone and the library does not know yet: a key that is held goes on and on. */
  let unsent: { id: string; positionMs: number } | null = null;
  let sending: ReturnType<typeof setTimeout> | undefined;
  /** Counts the loads, so that a late answer to an earlier one is known. */
  let turn = 0;
  /** Counts what a person wants, so that a pause while a sound is loaded still holds afterwards. */
  let wish = 0;

  const loadedId = () => store.getState().loaded?.id ?? null;
  const durationOf = (id: string) => sounds.get(id)?.audio?.durationMs ?? Infinity;
  const positionOf = (id: string) =>
    id === loadedId()
      ? store.getState().positionMs
      : unsent?.id === id
        ? unsent.positionMs
        : (sounds.get(id)?.audio?.positionMs ?? 0);
  /** As exact as can be: what plays tells its place only a few times a second. */
  const exactMs = (id: string) =>
    id === loadedId() && store.getState().isPlaying && !recovery.isWaiting ? output.ms : positionOf(id);

  function save(id: string, ms: number): void {
    savedAt = performance.now();
    const positionMs = Math.round(ms);
    sounds.place(id, positionMs);
    if (unsent?.id !== id) send();
    unsent = { id, positionMs };
    clearTimeout(sending);
    sending = setTimeout(send, REST_MS);
  }
  function send(): void {
    if (!unsent) return;
    const { id, positionMs } = unsent;
    unsent = null;
    clearTimeout(sending);
    // The next save comes soon; without a connection the place is kept here.
    api.audio.setPosition({ meetingId: id, positionMs }).catch(() => undefined);
  }
  function saveLoaded(): void {
    const id = loadedId();
    if (id === null || sounds.get(id)?.audio?.state !== 'ready') return;
    const positionMs = exactMs(id);
    store.setState({ positionMs });
    save(id, positionMs);
  }

  function changed(): void {
    const { isPlaying, loaded } = store.getState();
    if (!loaded || recovery.isWaiting) return;
    // By the keys of the keyboard's own, say.
    if (isPlaying && output.isPaused) saveLoaded();
    store.setState({ isPlaying: !output.isPaused, isWaiting: output.isWaiting });
  }
  function timePassed(): void {
    const { loaded, skipsSilence, isPlaying } = store.getState();
    if (!loaded || recovery.isWaiting) return;
    const ms = output.ms;
    store.setState({ positionMs: ms });
    // It is told a few times a second only; a part ends where it ends.
    clearTimeout(endOfPart);
    if (ms >= untilMs) {
      pause();
      return;
    }
    const leftMs = (untilMs - ms) / store.getState().speed;
    if (leftMs < SAVE_EVERY_MS) endOfPart = setTimeout(timePassed, leftMs);
    if (performance.now() - savedAt > SAVE_EVERY_MS && isPlaying) saveLoaded();
    const target = skipsSilence && isPlaying ? skipFrom(sounds.get(loaded.id)?.silence ?? [], ms) : null;
    if (target !== null) output.seek(target);
  }
  function ended(): void {
    const id = loadedId();
    store.setState({ isPlaying: false, isWaiting: false });
    if (id !== null) save(id, 0);
  }

  async function load(id: string, fromMs: number): Promise<void> {
    const isOther = loadedId() !== id;
    if (isOther) leave();
    turn += 1;
    const own = turn;
    store.setState({
      loaded: { id, title: titleOf(id) ?? '' },
      positionMs: fromMs,
      ...(isOther && { balance: 0 }),
    });
    const { path } = await api.audio.link({ meetingId: id });
    if (own !== turn) return;
    const { speed, volume, balance } = store.getState();
    output.load(path, fromMs, sounds.get(id)?.audio?.isTwoTrack ?? false);
    output.setSpeed(speed);
    output.setVolume(volume);
    output.setBalance(balance);
    recovery.loaded(path);
  }

  /** Silences what is loaded, and keeps where it was. */
  function leave(): void {
    saveLoaded();
    send();
    turn += 1;
    recovery.forget();
    output.unload();
    store.setState({ loaded: null, isPlaying: false, isWaiting: false, positionMs: 0 });
  }

  async function play(id: string, fromMs = positionOf(id), toMs = Infinity): Promise<void> {
    untilMs = toMs;
    if (sounds.get(id)?.audio?.state !== 'ready') return;
    const start = fromMs > durationOf(id) - END_MS ? 0 : fromMs;
    const own = (wish += 1);
    try {
      if (loadedId() !== id || recovery.isWaiting) {
        await load(id, start);
        if (loadedId() !== id || own !== wish) return;
      } else if (start !== positionOf(id)) seek(id, start);
      await output.play();
    } catch (error) {
      if (loadedId() === id) leave();
      sounds.fail(id, error);
      if (wrapError(error).code === 'disconnected') toasts.failed(error, 'play');
    }
  }

  function seek(id: string, ms: number): void {
    if (ms >= untilMs) untilMs = Infinity;
    const target = Math.max(0, Math.min(ms, durationOf(id)));
    if (id === loadedId()) {
      store.setState({ positionMs: target });
      recovery.moved(target);
      output.seek(target);
      if (!store.getState().isPlaying) saveLoaded();
    } else save(id, target);
  }

  const recovery = createRecovery({
    position: () => store.getState().positionMs,
    isPlaying: () => store.getState().isPlaying,
    async load(ms) {
      const id = loadedId();
      if (id !== null) await load(id, ms);
    },
    play: () => void output.play(),
    linkNow: async () => {
      const id = loadedId();
      return id === null ? null : (await api.audio.link({ meetingId: id })).path;
    },
    /** Silent, but not given up. */
    interrupted() {
      store.setState({ isWaiting: true });
    },
    failed(error) {
      const id = loadedId();
      leave();
      if (id !== null) sounds.fail(id, error);
    },
  });

  function pause(): void {
    wish += 1;
    untilMs = Infinity;
    clearTimeout(endOfPart);
    recovery.giveUp();
    output.pause();
    saveLoaded();
    store.setState({ isPlaying: false, isWaiting: false });
  }
  const set = (change: Partial<PlayerState>) => {
    store.setState(change);
    keepPreferences(localStorage, store.getState());
  };

  window.addEventListener('pagehide', () => {
    saveLoaded();
    send();
  });
  /** Played when its other track was chosen, and to be played again once that is there. */
  let goesOn: string | null = null;
  api.audio.changed(({ meetingId, state }) => {
    if (state === 'ready' && goesOn === meetingId) {
      goesOn = null;
      void play(meetingId);
    }
    if (meetingId !== loadedId() || state === 'ready') return;
    const { isPlaying, positionMs } = store.getState();
    goesOn = state === 'working' && isPlaying ? meetingId : null;
    leave();
    if (state === 'working') save(meetingId, positionMs);
  });
  api.meetings.purged(({ ids }) => {
    if (ids.includes(loadedId() ?? '')) leave();
  });
  api.meetings.trashed(({ meetings }) => {
    if (meetings.some(({ id }) => id === loadedId())) output.pause();
  });
  api.meetings.updated(({ meetings }) => {
    const row = meetings.find(({ id }) => id === loadedId());
    if (row) store.setState({ loaded: { id: row.id, title: row.title } });
  });

  return {
    store,
    play: (id: string, fromMs?: number) => play(id, fromMs),
    /** Only this part of it. */
    playSpan: (id: string, fromMs: number, toMs: number) => play(id, fromMs, toMs),
    pause,
    toggle(id: string): void {
      if (store.getState().isPlaying && loadedId() === id) pause();
      else void play(id);
    },
    seek,
    step(id: string, ms: number): void {
      seek(id, positionOf(id) + ms);
    },
    positionOf,
    exactMs,
    stop: leave,
    /** Another meeting is looked at now. What plays goes on; what does not is put away. */
    leftBehind(id: string | null): void {
      if (id !== null && id === loadedId() && !store.getState().isPlaying) leave();
    },
    setSpeed: (speed: Speed) => {
      output.setSpeed(speed);
      set({ speed });
    },
    setVolume: (volume: number) => {
      output.setVolume(volume);
      set({ volume });
    },
    setSkipsSilence: (skipsSilence: boolean) => {
      set({ skipsSilence });
    },
    setBalance: (balance: number) => {
      output.setBalance(balance);
      store.setState({ balance });
    },
    /** The connection is back: the links may be others now. */
    reconnected: () => recovery.reconnected(),
  };
}

export type Player = ReturnType<typeof createPlayer>;
