import { createMixer, type Mixer } from './mixer.ts';

export interface OutputEvents {
  /** Playing, paused, waiting for bytes, at the end: look again. */
  changed(): void;
  timePassed(): void;
  ended(): void;
  failed(): void;
}

/** The one thing in the window that makes sound. */
export function createOutput(events: OutputEvents) {
  const element = document.createElement('audio');
  element.preload = 'auto';
  element.preservesPitch = true;
  // In the page, so that the browser's own means find it.
  document.body.append(element);
  let mixer: Mixer | undefined;
  let isTwoTrack = false;
  let balance = 0;
  let loads = 0;

  for (const name of ['play', 'playing', 'pause', 'waiting', 'seeking', 'seeked', 'canplay'] as const)
    element.addEventListener(name, events.changed);
  element.addEventListener('timeupdate', events.timePassed);
  element.addEventListener('ended', events.ended);
  element.addEventListener('error', () => {
    // Taking the source away is no failure.
    if (element.hasAttribute('src')) events.failed();
  });

  return {
    get ms() {
      return element.currentTime * 1000;
    },
    get isPaused() {
      return element.paused;
    },
    /** It should sound and does not, for want of bytes. */
    get isWaiting() {
      return !element.paused && element.readyState < HTMLMediaElement.HAVE_FUTURE_DATA && !element.ended;
    },
    load(path: string, fromMs: number, hasTwoTracks: boolean): void {
      isTwoTrack = hasTwoTracks;
      // Under an address that it has seen the browser would play what it remembers, though the file is another by now.
      loads += 1;
      element.src = new URL(`${path}?${String(loads)}`, document.baseURI).href;
      element.currentTime = fromMs / 1000;
    },
    unload(): void {
      element.pause();
      element.removeAttribute('src');
      element.load();
    },
    async play(): Promise<void> {
      if (isTwoTrack) mixer ??= createMixer(element);
      mixer?.route(isTwoTrack);
      mixer?.balance(balance);
      mixer?.wake();
      const begun = element.play();
      // The event comes a moment later, and a key may come before it.
      events.changed();
      try {
        await begun;
      } catch {
        // Paused or loaded anew before it began; a real failure comes as an event.
      }
    },
    pause: () => {
      element.pause();
    },
    seek(ms: number): void {
      element.currentTime = ms / 1000;
    },
    setSpeed(speed: number): void {
      // The first is lost whenever another sound is loaded.
      element.defaultPlaybackRate = speed;
      element.playbackRate = speed;
    },
    setVolume(volume: number): void {
      element.volume = volume;
    },
    setBalance(value: number): void {
      balance = value;
      mixer?.balance(value);
    },
  };
}
