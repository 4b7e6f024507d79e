import { AppError } from '../../../rpc/errors.ts';
import { damaged, type Reader } from '../../model-file/reader.ts';

export interface Header {
  vocabulary: number;
  audioContext: number;
  audioState: number;
  audioHeads: number;
  audioLayers: number;
  textContext: number;
  textState: number;
  textHeads: number;
  textLayers: number;
  melBands: number;
  /** The type of the big matrices, by ggml's number for it. */
  fileType: number;
  isMultilingual: boolean;
}

const MAGIC = 0x67676d6c;
/** English alone has this many tokens; languages add theirs. */
const ENGLISH_VOCABULARY = 51864;
const MAX_VOCABULARY = 52000;
/** The largest models have 32; whisper.cpp has room for so many nodes and no more. */
const MAX_LAYERS = 48;
const HEAD_SIZE = 64;
const FFT_BINS = 201;
const VERSION_FACTOR = 1000;
const MAX_VERSION = 2;

const foreign = (message: string) => new AppError('unsupported_format', message);
const isWithin = (value: number, low: number, high: number) => value >= low && value <= high;

export function readHeader(reader: Reader): Header {
  if (reader.int32() !== MAGIC) throw foreign('This is not a Whisper model in ggml format.');
  const vocabulary = reader.int32();
  const header = {
    vocabulary,
    audioContext: reader.int32(),
    audioState: reader.int32(),
    audioHeads: reader.int32(),
    audioLayers: reader.int32(),
    textContext: reader.int32(),
    textState: reader.int32(),
    textHeads: reader.int32(),
    textLayers: reader.int32(),
    melBands: reader.int32(),
    fileType: reader.int32(),
    isMultilingual: vocabulary > ENGLISH_VOCABULARY,
  };
  const version = Math.floor(header.fileType / VERSION_FACTOR);
  const isGood =
    isWithin(vocabulary, ENGLISH_VOCABULARY, MAX_VOCABULARY) &&
    isWithin(header.audioContext, 1, 4096) &&
    isWithin(header.audioState, HEAD_SIZE, 4096) &&
    header.audioState === header.audioHeads * HEAD_SIZE &&
    isWithin(header.audioLayers, 1, MAX_LAYERS) &&
    isWithin(header.textContext, 8, 4096) &&
    header.textState === header.audioState &&
    header.textHeads === header.audioHeads &&
    isWithin(header.textLayers, 1, MAX_LAYERS) &&
    [80, 128].includes(header.melBands) &&
    isWithin(version, 0, MAX_VERSION);
  if (!isGood) throw damaged('The head of the model file holds numbers that no Whisper model has.');
  return { ...header, fileType: header.fileType % VERSION_FACTOR };
}

export function readFilters(reader: Reader, { melBands }: Header): void {
  const bands = reader.int32();
  const bins = reader.int32();
  if (bands !== melBands || bins !== FFT_BINS) throw damaged('The model file has filters of another shape.');
  const isFilter = (value: number) => value >= 0 && value <= 1;
  if (!reader.floats(bands * bins).every(isFilter))
    throw damaged('The filters in the model file are damaged.');
}

/** The longest token of Whisper's vocabularies has 128 bytes. */
const MAX_TOKEN_BYTES = 256;
/** In Whisper's own, a few hundred that are no text by themselves are the same. */
const MIN_DISTINCT = 0.95;

export function readVocabulary(reader: Reader, { vocabulary }: Header): void {
  const count = reader.int32();
  if (!isWithin(count, vocabulary - 2000, vocabulary))
    throw damaged('The model file has a vocabulary of another size.');
  const damage = () => damaged('The vocabulary in the model file is damaged.');
  const tokens = new Set<string>();
  for (let token = 0; token < count; token += 1) {
    const length = reader.int32();
    if (!isWithin(length, 0, MAX_TOKEN_BYTES)) throw damage();
    tokens.add(reader.text(length));
  }
  // whisper.cpp looks the space up, and takes for granted that it is there.
  if (!tokens.has(' ') || tokens.size < MIN_DISTINCT * count) throw damage();
}
