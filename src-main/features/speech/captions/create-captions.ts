import type { LogSentence } from '../../../contract/logs.ts';
import type { MeetMemo } from '../../../contract/index.ts';
import type { Recording } from '../../../contract/recorder.ts';
import type { Caption, CaptionTrouble } from '../../../contract/speech.ts';
import { toBytes } from '../../../rpc/floats.ts';
import type { Engine } from '../../../engines/process/types.ts';
import type { Emit } from '../../../rpc/define.ts';
import { wrapError } from '../../../rpc/errors.ts';
import type { Logger } from '../../../storage/log-files.ts';
import { createMixer, RATE } from './mixer.ts';
import { createStretch, type Piece } from './stretch.ts';

/** So much new sound is waited for before it is read again. */
const STEP_SAMPLES = 2 * RATE;
/** In a row, without a word between; then it is given up. */
const MAX_FAILURES = 3;

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

/** Reads along while something is recorded, as fast as the machine can. */
export function createCaptions(parts: CaptionParts) {
  let current: ReturnType<typeof begin> | undefined;

  function begin({ meetingId, tracks, sampleRate }: Recording, frame: number) {
    const mix = createMixer(tracks.length, sampleRate);
    const stretch = createStretch(Math.round((frame * RATE) / sampleRate));
    const stopping = new AbortController();
    let readUpTo = stretch.end;
    let isReading = false;
    let failures = 0;
    let trouble: CaptionTrouble | null = null;

    function tell(captions: Caption[], now: CaptionTrouble | null): void {
      if (captions.length > 0 || now !== null || trouble !== null)
        parts.emit('speech.captioned', { meetingId, captions, trouble: now });
      trouble = now;
    }

    function fail(error: unknown): void {
      const { code } = wrapError(error);
      if (code !== 'no_model') failures += 1;
      const now = code === 'no_model' ? code : failures < MAX_FAILURES ? null : 'failed';
      if (now !== null && now !== trouble) {
        if (now === 'no_model') parts.log.warn('live captions wait for a model');
        else parts.log.warn('live captions ended', { code });
      }
      tell([], now);
    }

    async function read(piece: Piece): Promise<void> {
      const { model, how } = await parts.reading();
      const { signal } = stopping;
      const { pcm } = piece;
      // To find out what to read with may have taken a while.
      if (!parts.isFree()) return;
      const { segments } = await parts.engine.use(({ speech }) =>
        speech.transcribe({ job: 'captions', pcm: toBytes(pcm), model, isShared: true, ...how }, { signal }),
      );
      if (signal.aborted) return;
      const captions = stretch.take(
        piece,
        // A segment is a sentence or so: what follows on it stands apart.
        segments.flatMap(({ words: [first, ...rest] }) =>
          first ? [{ ...first, text: ` ${first.text.trimStart()}` }, ...rest] : [],
        ),
      );
      if (captions.length > 0) failures = 0;
      tell(captions, null);
    }

    /** Returns whether more of the sound up to now is to be read. */
    async function readNext(): Promise<boolean> {
      if (trouble === 'failed') {
        tell([], trouble);
        return false;
      }
      try {
        const piece = stretch.next();
        if (piece) await read(piece);
        // After a pause there may be more that is still unread.
        return piece?.isWhole === true;
      } catch (error) {
        if (!stopping.signal.aborted) fail(error);
        return false;
      }
    }

    async function readAll(): Promise<void> {
      isReading = true;
      while (!stopping.signal.aborted && stretch.end - readUpTo >= STEP_SAMPLES && parts.isFree()) {
        const before = stretch.end;
        if (!(await readNext())) readUpTo = before;
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
