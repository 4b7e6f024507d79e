import type { TrackName } from '../../../../src-main/contract/recorder.ts';
import { PROCESSOR, type FromWorklet, type Mode, type ToWorklet, type WorkletOptions } from './messages.ts';
import workletUrl from './worklet.ts?worker&url';

/** The same for every device, so that a recording can go on with another one. */
const SAMPLE_RATE = 48_000;
const CHUNK_FRAMES = SAMPLE_RATE / 5;
/** A little over 16 a second. */
const LEVEL_FRAMES = SAMPLE_RATE * 0.06;
export const LEVEL_MS = 60;

export type Streams = Partial<Record<TrackName, MediaStream>>;

export interface CaptureListener {
  onChunk(samples: Uint8Array<ArrayBuffer>, at: number): void;
  onLevels(peaks: readonly number[]): void;
  /** Its device is gone. */
  onLost(track: TrackName): void;
}

export interface Capture {
  readonly tracks: readonly TrackName[];
  readonly sampleRate: number;
  listener: CaptureListener | null;
  /** Done once every sample from before has been handed over. */
  setMode(mode: Mode): Promise<void>;
  /** Goes on with another device in the place of one. */
  replace(track: TrackName, stream: MediaStream): void;
  /** Wakes what the system has put to sleep. */
  wake(): void;
  close(): void;
}

export function stopStream(stream: MediaStream | undefined): void {
  for (const track of stream?.getTracks() ?? []) track.stop();
}

/** One clock for all tracks: whatever they come from, they are read together, block by block. */
export async function openCapture(streams: Streams): Promise<Capture> {
  const tracks = (Object.keys(streams) as TrackName[]).sort();
  // Nobody waits to hear it, so there is no need to hurry: long blocks wake the machine less often.
  const context = new AudioContext({ sampleRate: SAMPLE_RATE, latencyHint: 'playback' });
  try {
    await context.audioWorklet.addModule(workletUrl);
  } catch (error) {
    // No microphone stays open for a recording that does not begin.
    for (const stream of Object.values(streams)) stopStream(stream);
    void context.close();
    throw error;
  }
  const options: WorkletOptions = {
    channels: tracks.length,
    chunkFrames: CHUNK_FRAMES,
    levelFrames: LEVEL_FRAMES,
  };
  const node = new AudioWorkletNode(context, PROCESSOR, {
    numberOfInputs: tracks.length,
    numberOfOutputs: 1,
    channelCount: 1,
    channelCountMode: 'explicit',
    processorOptions: options,
  });
  // It gives out silence; without a way to the end it would not be asked for sound.
  node.connect(context.destination);
  const sources = new Map<TrackName, { stream: MediaStream; node: MediaStreamAudioSourceNode }>();
  const waiting: (() => void)[] = [];
  let mode: Mode = 'listen';
  const send = (message: ToWorklet) => {
    node.port.postMessage(message);
  };

  function attach(track: TrackName, stream: MediaStream): void {
    const old = sources.get(track);
    old?.node.disconnect();
    stopStream(old?.stream);
    const source = new MediaStreamAudioSourceNode(context, { mediaStream: stream });
    source.connect(node, 0, tracks.indexOf(track));
    sources.set(track, { stream, node: source });
    for (const sound of stream.getAudioTracks()) {
      sound.enabled = mode !== 'rest';
      sound.addEventListener('ended', () => {
        if (sources.get(track)?.stream === stream) capture.listener?.onLost(track);
      });
    }
  }

  const capture: Capture = {
    tracks,
    sampleRate: context.sampleRate,
    listener: null,
    setMode(next) {
      mode = next;
      for (const { stream } of sources.values())
        for (const sound of stream.getAudioTracks()) sound.enabled = next !== 'rest';
      send({ mode: next });
      return new Promise((done) => waiting.push(done));
    },
    replace: attach,
    wake() {
      if (context.state !== 'running') void context.resume().catch(() => undefined);
    },
    close() {
      send({ close: true });
      for (const { stream } of sources.values()) stopStream(stream);
      sources.clear();
      for (const done of waiting.splice(0)) done();
      void context.close();
    },
  };
  node.port.onmessage = ({ data }: MessageEvent<FromWorklet>) => {
    if (data.kind === 'chunk') capture.listener?.onChunk(new Uint8Array(data.samples.buffer), data.at);
    else if (data.kind === 'levels') capture.listener?.onLevels(data.peaks);
    else waiting.shift()?.();
  };
  for (const track of tracks) {
    const stream = streams[track];
    if (stream) attach(track, stream);
  }
  capture.wake();
  return capture;
}
