import { createChunker, createMeter } from './chunker.ts';
import { PROCESSOR, type FromWorklet, type Mode, type ToWorklet, type WorkletOptions } from './messages.ts';

/** What the page's types leave out: this file runs on the audio thread. */
declare abstract class AudioWorkletProcessor {
  readonly port: MessagePort;
}
declare function registerProcessor(
  name: string,
  processor: new (options: { processorOptions: WorkletOptions }) => AudioWorkletProcessor,
): void;

const BLOCK = 128;

registerProcessor(
  PROCESSOR,
  class extends AudioWorkletProcessor {
    mode: Mode = 'listen';
    isOpen = true;
    readonly chunker;
    readonly meter;

    constructor({ processorOptions }: { processorOptions: WorkletOptions }) {
      super();
      const { channels, chunkFrames, levelFrames } = processorOptions;
      const send = (message: FromWorklet, transfer: Transferable[] = []) => {
        this.port.postMessage(message, transfer);
      };
      this.chunker = createChunker(channels, chunkFrames, (samples) => {
        send({ kind: 'chunk', samples, at: Date.now() }, [samples.buffer]);
      });
      this.meter = createMeter(channels, levelFrames, (peaks) => {
        send({ kind: 'levels', peaks });
      });
      this.port.onmessage = ({ data }: MessageEvent<ToWorklet>) => {
        if ('close' in data) {
          this.isOpen = false;
          return;
        }
        this.chunker.flush();
        this.mode = data.mode;
        send({ kind: 'mode', mode: data.mode });
      };
    }

    process(inputs: Float32Array[][]): boolean {
      const blocks = inputs.map(([channel]) => channel);
      const frames = blocks.find((block) => block !== undefined)?.length ?? BLOCK;
      if (this.mode === 'record') this.chunker.push(blocks, frames);
      if (this.mode !== 'rest') this.meter.push(blocks, frames);
      return this.isOpen;
    }
  },
);
