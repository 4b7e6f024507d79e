import { toJson } from './json.ts';
import { toMd } from './md.ts';
import { toSrt } from './srt.ts';
import { toTxt } from './txt.ts';
import type { Written } from './types.ts';
import { toVtt } from './vtt.ts';

/** A transcript as text, by the ending of its file. */
export const formats = { txt: toTxt, json: toJson, srt: toSrt, vtt: toVtt, md: toMd } satisfies Record<
  string,
  (written: Written) => string
>;
export type Format = keyof typeof formats;
export const formatNames = Object.keys(formats) as Format[];
