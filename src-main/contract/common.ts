import * as v from 'valibot';

/**
 * Text as the web platform takes it: half a surrogate pair, which no file or database can hold,
 * becomes U+FFFD, just as in a form field or a URL. Everything else is kept as it came.
 */
export const text = (max: number) =>
  v.pipe(
    v.string(),
    v.transform((value) => value.toWellFormed()),
    v.maxLength(max),
  );

/** Text of one line that must say something. */
export const label = (max: number) =>
  v.pipe(
    text(max),
    v.transform((value) => value.trim()),
    v.minLength(1),
  );

export const Id = v.pipe(v.string(), v.regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/));

/** Milliseconds since 1970, between the years 1900 and 2200. */
export const Time = v.pipe(
  v.number(),
  v.safeInteger(),
  v.minValue(-2_208_988_800_000),
  v.maxValue(7_258_118_400_000),
);

export const Count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

export const Nothing = v.strictObject({});

export const Cursor = v.pipe(v.string(), v.minLength(1), v.maxLength(4000));

export const pageOf = <T extends v.GenericSchema>(item: T) =>
  v.object({ items: v.array(item), next: v.nullable(v.string()) });

export const Bytes = v.instance(Uint8Array);

export const FileContent = v.object({ name: v.string(), mediaType: v.string(), data: Bytes });
