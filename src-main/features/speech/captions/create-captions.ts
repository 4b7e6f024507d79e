import type { LogSentence } from '../../../contract/logs.ts';
import type { MeetMemo } from '../../../contract/index.ts';
import type { Recording } from '../../../contract/recorder.ts';
import type { Engine } from '../../../engines/process/types.ts';
import type { Emit } from '../../../rpc/define.ts';
import { wrapError } from '../../../rpc/errors.ts';
import type { Logger } from '../../../storage/log-files.ts';
import { createMixer, RATE } from './mixer.ts';
import { createStretch, type Piece } from './stretch.ts';

/** So much new sound is waited for before it is read again. */
const STEP_SAMPLES = 2 * RATE;

/** What captions are made with. */
export interface Reading {
  model: { path: string; device: 'cpu' | number; sha256?: string };
  how: { threads: number; language: string; prompt: string };
}

export interface CaptionParts {
  isOn(): boolean;
  /** Whether no job wants the engine. */
  isFree(): boolean;
  /** Throws where there is no model to read with. */
  reading(): Promise<Reading>;
  engine: Engine;
  emit: Emit<MeetMemo>;
  log: Logger<LogSentence>;
}

/** Reads along while something is recorded, as fast as the machine can, and lets go of it at the first trouble. */
export function createCaptions(parts: CaptionParts) {
  let current: ReturnType<typeof begin> | undefined;

  function begin({ meetingId, tracks, sampleRate }: Recording, frame: number) {
    const mix = createMixer(tracks.length, sampleRate);
    const stretch = createStretch(Math.round((frame * RATE) / sampleRate));
    const stopping = new AbortController();
    let readUpTo = stretch.end;
    let isReading = false;

    async function read(piece: Piece): Promise<void> {
      const { model, how } = await parts.reading();
      const { signal } = stopping;
      const { pcm } = piece;
      const bytes = new Uint8Array(pcm.buffer, pcm.byteOffset, pcm.byteLength);
      // To find out what to read with may have taken a while.
      if (!parts.isFree()) return;
      const { segments } = await parts.engine.use(({ speech }) =>
        speech.transcribe({ job: 'captions', pcm: bytes, model, ...how }, { signal }),
      );
      if (signal.aborted) return;
      const captions = stretch.take(
        piece,
        // A segment is a sentence or so: what follows on it stands apart.
        segments.flatMap(({ words: [first, ...rest] }) =>
          first ? [{ ...first, text: ` ${first.text.trimStart()}` }, ...rest] : [],
        ),
      );
      if (captions.length > 0) parts.emit('speech.captioned', { meetingId, captions });
    }

    async function readAll(): Promise<void> {
      isReading = true;
      try {
        while (!stopping.signal.aborted && stretch.end - readUpTo >= STEP_SAMPLES && parts.isFree()) {
          const before = stretch.end;
          const piece = stretch.next();
          if (piece) await read(piece);
          // After a pause there may be more that is still unread.
          if (!piece?.isWhole) readUpTo = before;
        }
      } catch (error) {
        if (!stopping.signal.aborted) parts.log.warn('live captions ended', { code: wrapError(error).code });
        stopping.abort();
      }
      isReading = false;
    }

    return {
      meetingId,
      hear(data: Uint8Array): void {
        if (stopping.signal.aborted) return;
        stretch.add(mix(data));
        if (!isReading) void readAll();
      },
      stop: () => {
        stopping.abort();
      },
    };
  }

  function end(): void {
    current?.stop();
    current = undefined;
  }

  return {
    /** Never throws: a recording is worth more than its captions. */
    heard(recording: Recording, frame: number, data: Uint8Array): void {
      if (!parts.isOn()) {
        end();
        return;
      }
      if (current?.meetingId !== recording.meetingId) {
        end();
        current = begin(recording, frame);
      }
      current.hear(data);
    },
    /** The recording has ended. */
    ended(meetingId: string): void {
      if (current?.meetingId === meetingId) end();
    },
    close: end,
  };
}
