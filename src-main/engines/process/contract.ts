import * as v from 'valibot';
import { event, method } from '../../rpc/define.ts';

const Path = v.pipe(v.string(), v.minLength(1));
const Whole = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
/** Names the work in its progress events. */
const Job = v.pipe(v.string(), v.minLength(1));
/** Which sound track of the file, by its stream index; null: the one a player would choose. */
const Track = v.nullable(Whole);

export const SoundTrack = v.object({
  index: Whole,
  codec: v.string(),
  channels: Whole,
  sampleRate: Whole,
  language: v.nullable(v.string()),
  title: v.nullable(v.string()),
  isDefault: v.boolean(),
});
export type SoundTrack = v.InferOutput<typeof SoundTrack>;

/** What a file says of itself, before a sample of it is decoded. */
export const Inspection = v.object({
  /** A short name of the container: wav, mp3, mp4, webm … */
  container: v.string(),
  hasVideo: v.boolean(),
  tracks: v.array(SoundTrack),
  title: v.nullable(v.string()),
  recordedAt: v.nullable(v.number()),
  claimedMs: v.nullable(Whole),
});
export type Inspection = v.InferOutput<typeof Inspection>;

/** What became plain once every sample had been decoded. */
export const Analysis = v.object({
  durationMs: Whole,
  /** Integrated loudness in LUFS; null for silence. */
  loudness: v.nullable(v.number()),
  /** The file ends early, or parts of it could not be decoded and are silent. */
  isDamaged: v.boolean(),
});
export type Analysis = v.InferOutput<typeof Analysis>;

/** An index among the engine's devices; `auto`: the first graphics processor, else the processor. */
const DeviceChoice = v.union([v.picklist(['auto', 'cpu']), Whole]);

const Span = v.object({ startMs: Whole, endMs: Whole });

const SpeechDevice = v.object({
  name: v.string(),
  description: v.string(),
  type: v.picklist(['cpu', 'gpu', 'integrated', 'accelerator']),
  memoryBytes: v.number(),
  freeBytes: v.number(),
  address: v.string(),
});

const Word = v.object({ text: v.string(), startMs: Whole, endMs: Whole, probability: v.number() });
const Segment = v.object({
  startMs: Whole,
  endMs: Whole,
  text: v.string(),
  noSpeechProbability: v.nullable(v.number()),
  words: v.array(Word),
});
const Transcript = v.object({ language: v.string(), segments: v.array(Segment) });

/** 16 kHz mono, 32-bit floats, little-endian; at most five minutes. */
const Pcm = v.pipe(
  v.instance(Uint8Array),
  v.check(({ byteLength }) => byteLength % 4 === 0, 'must hold whole 32-bit numbers'),
);
const SpeechModel = v.strictObject({
  path: Path,
  device: v.optional(DeviceChoice),
  flashAttention: v.optional(v.boolean()),
  sha256: v.optional(v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/i, 'must be a SHA-256 in hexadecimal'))),
});
/** Loaded where it is not, such as after others have used the engine. Left out: the one that is. */
const Loaded = v.optional(SpeechModel);
const Threads = v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(256)));
/** Fewer threads where other programs are at work. */
const Shared = v.optional(v.boolean());

/** With what it is loaded. The same again costs nothing: it stays until another is loaded. */
const LanguageFile = v.strictObject({
  path: Path,
  /** At most so many of its layers go to the graphics processor. 0: none, and its drivers are left alone. */
  graphicsLayers: Whole,
  threads: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(256)),
  /** At most; less where the model or the memory holds less. */
  contextTokens: v.pipe(Whole, v.minValue(512)),
});
export type LanguageFile = v.InferOutput<typeof LanguageFile>;

/** What decides how much memory a language model takes; bytes of all weights, of those of the layers, of a token of context. */
const LanguageShape = v.object({
  contextTokens: Whole,
  layers: Whole,
  embedding: Whole,
  vocabulary: Whole,
  weightBytes: Whole,
  layerBytes: Whole,
  bytesPerToken: Whole,
});

/** What the engine child answers. It holds all native code that may crash; it never sees the library. */
export const engineContract = {
  engine: {
    /** Loads the native speech package and says whether that worked. */
    probe: method(v.strictObject({}), v.object({ ready: v.boolean(), engine: v.string() })),
    /** It is at work, whatever it has to tell of that. */
    beat: event(v.strictObject({})),
  },
  audio: {
    /**
     * Copies `source` to the new file `target`, hashing on the way. A source that changes meanwhile is refused,
     * and so is one that would leave less than `keepFree` bytes on the disk. `isOurs`: it may be moved instead.
     */
    take: method(
      v.strictObject({
        job: Job,
        source: Path,
        target: Path,
        maxBytes: Whole,
        keepFree: Whole,
        isOurs: v.optional(v.boolean(), false),
      }),
      v.object({ bytes: Whole, sha256: v.string() }),
    ),
    inspect: method(v.strictObject({ path: Path }), Inspection),
    /** Decodes all of it once: exact length, loudness, and the peaks, which are written to `peaks`. */
    analyse: method(
      v.strictObject({ job: Job, path: Path, track: Track, peaks: Path, maxMs: Whole }),
      Analysis,
    ),
    /** Writes the track as Opus in WebM, which every window can play and seek in. */
    compress: method(
      v.strictObject({ job: Job, path: Path, track: Track, target: Path, bitrate: Whole }),
      v.object({ bytes: Whole }),
    ),
    /** A span of 16 kHz mono samples (32-bit floats, little-endian), at most ten minutes of it. */
    samples: method(
      v.strictObject({
        path: Path,
        track: Track,
        fromMs: Whole,
        ms: v.pipe(Whole, v.minValue(1), v.maxValue(600_000)),
      }),
      v.object({ data: v.instance(Uint8Array) }),
    ),
    /** How strong the sound is on the left and on the right, within spans that follow each other: mean squares. */
    levels: method(
      v.strictObject({ path: Path, track: Track, spans: v.array(Span) }),
      v.object({ levels: v.array(v.object({ left: v.number(), right: v.number() })) }),
    ),
    progressed: event(v.object({ job: Job, bytes: Whole, totalBytes: Whole, ms: Whole })),
  },
  voice: {
    /** Where somebody speaks. */
    spans: method(v.strictObject({ pcm: Pcm }), v.object({ spans: v.array(Span) })),
  },
  /** Nothing native, but a pattern that runs away can be stopped only with its process. */
  text: {
    search: method(
      v.strictObject({
        texts: v.array(v.string()),
        text: v.string(),
        matchCase: v.boolean(),
        wholeWord: v.boolean(),
        isPattern: v.boolean(),
        replacement: v.nullable(v.string()),
        limit: Whole,
      }),
      v.object({
        found: v.array(
          v.object({ index: Whole, start: Whole, end: Whole, replacement: v.nullable(v.string()) }),
        ),
        total: Whole,
      }),
    ),
  },
  models: {
    /** What a model file says of itself. Reads its structure in our own code; nothing native sees it. */
    check: method(
      v.strictObject({ path: Path }),
      v.variant('kind', [
        v.object({ kind: v.literal('speech'), isMultilingual: v.boolean(), quantisation: v.string() }),
        v.object({ kind: v.literal('language'), quantisation: v.string(), shape: LanguageShape }),
      ]),
    ),
  },
  speech: {
    /** Without `graphics` no driver of theirs is touched, which might crash. */
    devices: method(
      v.strictObject({ graphics: v.optional(v.boolean(), true) }),
      v.object({
        engine: v.picklist(['whisper.cpp', 'smart-whisper']),
        fallbackReason: v.nullable(v.string()),
        /** The libraries for graphics that are installed: cuda, vulkan, metal. */
        graphics: v.array(v.string()),
        devices: v.array(SpeechDevice),
      }),
    ),
    /** The model stays until another is loaded, so to ask again for the one that is there costs nothing. */
    load: method(
      SpeechModel,
      v.object({ engine: v.string(), device: v.string(), isMultilingual: v.boolean() }),
    ),
    transcribe: method(
      v.strictObject({
        job: Job,
        pcm: Pcm,
        model: Loaded,
        language: v.optional(v.string()),
        translate: v.optional(v.boolean()),
        prompt: v.optional(v.string()),
        keepContext: v.optional(v.boolean()),
        threads: Threads,
        isShared: Shared,
        beamSize: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(8))),
        temperature: v.optional(v.number()),
      }),
      Transcript,
    ),
    detectLanguage: method(
      v.strictObject({ pcm: Pcm, model: Loaded, threads: Threads, isShared: Shared }),
      v.object({ language: v.string(), probability: v.nullable(v.number()) }),
    ),
    unload: method(v.strictObject({}), v.strictObject({})),
    progressed: event(v.object({ job: Job, percent: Whole })),
  },
  language: {
    load: method(
      LanguageFile,
      v.object({
        device: v.string(),
        /** For a prompt and its answer, without what the model's own template takes. */
        contextTokens: Whole,
        /** Why it does not run on the graphics processor that it might have; null: it does, or there is none. */
        fallbackReason: v.nullable(v.picklist(['memory', 'failed'])),
      }),
    ),
    count: method(
      v.strictObject({ model: LanguageFile, texts: v.array(v.string()) }),
      v.object({ counts: v.array(Whole) }),
    ),
    /** What it says, without what it thinks. `prompt_too_long`: prompt and answer are more than its context. */
    complete: method(
      v.strictObject({
        job: Job,
        model: LanguageFile,
        system: v.string(),
        user: v.string(),
        /** A JSON schema. */
        schema: v.optional(v.record(v.string(), v.unknown())),
        maxTokens: v.pipe(Whole, v.minValue(1)),
      }),
      v.object({ text: v.string() }),
    ),
    /** All words so far. */
    said: event(v.object({ job: Job, text: v.string() })),
  },
};
export type EngineContract = typeof engineContract;
