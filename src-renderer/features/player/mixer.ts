/** The ears get both sides alike, each as loud as the balance says: -1 the left one alone, 1 the right one. */
const gainsOf = (balance: number) => [Math.min(1, 1 - balance), Math.min(1, 1 + balance)] as const;

/** Takes a sound of two tracks apart. Made only where one is played, since the element stays bound to it. */
export function createMixer(element: HTMLMediaElement) {
  const context = new AudioContext();
  const source = context.createMediaElementSource(element);
  const splitter = context.createChannelSplitter(2);
  const sides = [context.createGain(), context.createGain()] as const;
  // One input of one channel is heard in both ears.
  const merged = new GainNode(context, { channelCount: 1, channelCountMode: 'explicit' });
  for (const [channel, gain] of sides.entries()) splitter.connect(gain, channel).connect(merged);
  return {
    /** A context that was made before a key or a click is asleep. */
    wake: () => void context.resume(),
    route(isTwoTrack: boolean): void {
      source.disconnect();
      merged.disconnect();
      if (isTwoTrack) {
        source.connect(splitter);
        merged.connect(context.destination);
      } else source.connect(context.destination);
    },
    balance(value: number): void {
      for (const [index, gain] of sides.entries()) gain.gain.value = gainsOf(value)[index] ?? 1;
    },
  };
}

export type Mixer = ReturnType<typeof createMixer>;
