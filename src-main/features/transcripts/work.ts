import * as v from 'valibot';
import { Count, Id } from '../../contract/common.ts';
import { Provenance, type TranscribeOptions } from '../../contract/transcripts.ts';
import { termsForEnglish } from '../../contract/terms.ts';
import type { RunningJob } from '../../jobs/types.ts';
import { AppError } from '../../rpc/errors.ts';
import type { Db } from '../../storage/database.ts';
import { again, createTurns, isCrash } from './again.ts';
import type { TranscriptParts } from './parts.ts';
import type { Sound } from './pipeline/blocks.ts';
import { chunksOf, readAhead } from './pipeline/chunks.ts';
import { hear, type Transcribe } from './pipeline/hear.ts';
import { joinSpans } from './pipeline/spans.ts';
import {
  MOMENT_MS,
  msOf,
  PER_MS,
  type Chunk,
  type ChunkText,
  type Span,
  type Suspect,
} from './pipeline/types.ts';
import { voteLanguage } from './pipeline/vote.ts';
import { openSpeech, type Speech } from './speech.ts';
import { promptOf, vocabularyOf } from './vocabulary.ts';

/** Where work goes on: with it and the sound, the rest comes out as if nothing had come between. */
export interface Position {
  /** Of the transcript or the proposal that comes of it. */
  id: string;
  provenance: Provenance;
  /** Of the sound that it was begun with. */
  sound: string;
  language: string | null;
  prompt: string;
  /** Whether it can be told where somebody speaks. */
  hasVoice: boolean;
  /** Where the next chunk begins. */
  atMs: number;
  /** How often the engine ended on it. */
  crashes: number;
  /** Where the last chunk ended that the engine lived through. */
  heardToMs: number;
  /** The chunks since, marked once another one works: an engine that always ends is no fault of theirs. */
  passedOver: Span[];
}

const Stored = v.object({
  id: Id,
  provenance: Provenance,
  sound: v.string(),
  language: v.nullable(v.string()),
  prompt: v.string(),
  hasVoice: v.boolean(),
  atMs: Count,
  crashes: Count,
  heardToMs: Count,
  passedOver: v.array(v.object({ startMs: Count, endMs: Count })),
});
/** Undefined: there is none, or it was damaged, so that all is to be done from the beginning. */
export const positionOf = <P extends Position>(stored: unknown): P | undefined =>
  v.is(Stored, stored) ? (stored as P) : undefined;

/** What is to be transcribed, and what comes of it. */
export interface Task<P extends Position> {
  options: TranscribeOptions;
  /** Without it: all of the sound. */
  span?: Span;
  position: P | undefined;
  /** The first position, once it is known what it takes. */
  begin(known: Omit<Position, 'id'>): { position: P; write?: (db: Db) => void };
  /** Keeps the text of a chunk, within the transaction that commits the position. */
  add(position: P, text: ChunkText, ask: Ask): Added<P> | Promise<Added<P>>;
  /** After each commit. */
  told(position: P): void;
  end(db: Db, position: P): void;
}

/** Asks the decoder's child. Null: it ends on that whenever it is asked. */
export type Ask = <T>(call: () => Promise<T>) => Promise<T | null>;

interface Added<P> {
  position: P;
  write?: (db: Db) => void;
}

const MAX_CRASHES = 2;
/** In a row. Damage in a file may well be minutes long; an engine that ends on three chunks is no engine. */
const MAX_PASSED_OVER = { unread: 10, unheard: 3 };

export async function work<P extends Position>(
  parts: TranscriptParts,
  job: RunningJob,
  task: Task<P>,
): Promise<void> {
  const { signal } = job;
  const measuredMs = await parts.measuredMs(job.meetingId, signal);
  const { startMs, endMs } = task.span ?? { startMs: 0, endMs: measuredMs ?? Infinity };
  const totalMs = Number.isFinite(endMs) ? endMs - startMs : null;
  const speech = await openSpeech(parts, job, task.options);
  const soundKey = parts.soundKey(job.meetingId);
  const known = task.position && canGoOn(task.position) ? task.position : undefined;
  let crash: AppError | undefined;
  /** Blocks that the decoder does not live through, so that it is not asked for one twice. */
  const unread = new Set<number>();
  let soundEndMs = endMs;
  const hasVoice = known?.hasVoice ?? (await canFindVoice(parts, signal));
  const sound: Sound = {
    async read(fromMs, ms) {
      job.alive();
      const wantedMs = Math.min(ms, endMs - fromMs);
      if (wantedMs <= 0) return new Float32Array();
      if (unread.has(fromMs)) return null;
      const pcm = await ask(() => parts.readSamples(job.meetingId, fromMs, wantedMs, signal));
      if (!pcm) unread.add(fromMs);
      else if (pcm.length < wantedMs * PER_MS)
        soundEndMs = Math.min(soundEndMs, fromMs + Math.floor(msOf({ pcm })));
      return pcm;
    },
    voice: hasVoice ? (pcm) => ask(() => parts.findVoice(pcm, signal)) : null,
  };

  const turns = createTurns();
  const orThrow = (error: unknown): AppError => {
    if (!isCrash(error) || signal.aborted) throw error;
    return error;
  };

  const ask: Ask = async (call) => {
    try {
      return await turns.beside(call);
    } catch (error) {
      orThrow(error);
    }
    try {
      return await turns.alone(() => again(signal, call));
    } catch (error) {
      crash = orThrow(error);
      return null;
    }
  };

  /** Half with one model, or from one sound, and half with another would be neither's transcript. */
  function canGoOn({ sound: before, provenance, atMs }: P): boolean {
    const { engine, modelSha256 } = speech.provenance;
    return (
      before === soundKey &&
      provenance.engine === engine &&
      provenance.modelSha256 === modelSha256 &&
      atMs >= startMs &&
      atMs <= endMs
    );
  }

  function commit(position: P, write?: (db: Db) => void): P {
    // What is passed over gets a job no further, or it would be tried again for ever.
    const doneMs = Math.max(0, position.heardToMs - startMs);
    job.commit({ position, doneMs: Math.min(doneMs, totalMs ?? doneMs), totalMs }, write);
    task.told(position);
    return position;
  }

  async function begin(): Promise<P> {
    const language = await chooseLanguage(speech, task.options, () =>
      voteLanguage(sound, startMs, endMs, speech.detect),
    );
    const { prompt: named } = task.options;
    const usual = [parts.settings().vocabulary, vocabularyOf(parts.library.db, job.meetingId)];
    // Who has a span done again sees all that is expected, and may empty it.
    const all = task.span && named !== undefined ? promptOf(named) : promptOf(...usual, named);
    const { expected: prompt, leftOut } = speech.isMultilingual
      ? { expected: all, leftOut: '' }
      : termsForEnglish(all);
    const provenance = {
      ...speech.provenance,
      options: { ...task.options, prompt },
      ...(leftOut !== '' && { leftOut }),
    };
    const begun = task.begin({
      provenance,
      sound: soundKey,
      language,
      prompt,
      hasVoice,
      atMs: startMs,
      crashes: 0,
      heardToMs: startMs,
      passedOver: [],
    });
    return commit(begun.position, begun.write);
  }

  let position = known ?? (await begin());

  /** Null: it can't be read, or the engine ended on it twice. How often it did is kept before it is tried again. */
  async function listen(chunk: Chunk): Promise<ChunkText | null> {
    if (!isRead(chunk)) return null;
    const { language, prompt } = position;
    while (position.crashes < MAX_CRASHES) {
      signal.throwIfAborted();
      await speech.load();
      try {
        const transcribe: Transcribe = (pcm, how) =>
          speech.transcribe(pcm, how, { language: language ?? 'auto', prompt });
        return await hear(chunk, transcribe, prompt !== '');
      } catch (error) {
        if (!isCrash(error) || signal.aborted) throw error;
        crash = error;
        position = commit({ ...position, crashes: position.crashes + 1 });
      }
    }
    return null;
  }

  async function add(atMs: number, { segments, guards }: ChunkText): Promise<void> {
    const next = { ...position, atMs, crashes: 0, heardToMs: atMs, passedOver: [] };
    const text = { segments, guards: [...joinSpans(position.passedOver).map(toCrashed), ...guards] };
    const added = await task.add(next, text, ask);
    position = commit(added.position, added.write);
  }

  /** Whoever tries again begins where it still worked. */
  function giveUp(): never {
    position = commit({ ...position, atMs: position.heardToMs, crashes: 0, passedOver: [] });
    throw crash ?? new AppError('engine_crashed', 'The engine ended again and again.');
  }

  const skipSilence = task.options.skipSilence ?? true;
  for await (const chunk of readAhead(chunksOf(sound, position.atMs, skipSilence))) {
    const text = await listen(chunk);
    if (text) await add(chunk.toMs, text);
    else {
      const passedOver = [...position.passedOver, spanOf(chunk, endMs)];
      position = commit({ ...position, atMs: chunk.toMs, crashes: 0, passedOver });
      if (passedOver.length >= MAX_PASSED_OVER[isRead(chunk) ? 'unheard' : 'unread']) giveUp();
    }
  }
  signal.throwIfAborted();
  if (position.passedOver.length > 0 && position.heardToMs === startMs) giveUp();
  const rest = { startMs: Math.max(soundEndMs, position.atMs), endMs };
  const isCutOff = rest.endMs - rest.startMs > MOMENT_MS;
  if (isCutOff && soundEndMs <= startMs)
    throw new AppError('file_damaged', 'Nothing can be read of this sound.');
  const isMarked = isCutOff && totalMs !== null;
  if (isMarked) position = { ...position, passedOver: [...position.passedOver, rest] };
  if (position.passedOver.length > 0)
    await add(isMarked ? endMs : position.atMs, { segments: [], guards: [] });
  const toMs = totalMs === null ? position.atMs : endMs;
  commit({ ...position, atMs: toMs, heardToMs: toMs }, (db) => {
    task.end(db, position);
  });
}

const isRead = ({ pcm }: Chunk) => pcm.length > 0;
const toCrashed = (span: Span): Suspect => ({ ...span, reason: 'crashed', text: '' });

/** Of a block that can't be read it is not known whether the sound ends in it. */
function spanOf({ pieces, fromMs }: Chunk, soundEndMs: number): Span {
  const last = pieces.at(-1);
  return { startMs: fromMs, endMs: Math.min(last ? last.fromMs + last.ms : fromMs, soundEndMs) };
}

async function chooseLanguage(
  { isMultilingual }: Speech,
  { language = 'auto' }: TranscribeOptions,
  vote: () => Promise<string | null>,
): Promise<string | null> {
  if (isMultilingual) return language === 'auto' ? vote() : language;
  if (language === 'auto' || language === 'en') return 'en';
  throw new AppError('english_only', 'This model understands English only.');
}

async function canFindVoice({ findVoice, log }: TranscriptParts, signal: AbortSignal): Promise<boolean> {
  try {
    await again(signal, () => findVoice(new Float32Array(512), signal));
    return true;
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'engine_unavailable') throw error;
    log.warn('where somebody speaks can not be found');
    return false;
  }
}
