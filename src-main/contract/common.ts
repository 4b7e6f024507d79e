import * as v from 'valibot';

type Fields<T extends v.ObjectEntries> = v.StrictObjectSchema<T, undefined>;

/** An object of these fields and no others. Valibot alone would take an array or a date for one with no fields. */
export function fields<T extends v.ObjectEntries>(entries: T) {
  const isPlain = (value: unknown) => Object.prototype.toString.call(value) === '[object Object]';
  const schema = v.pipe(
    v.custom<Record<string, unknown>>(isPlain, 'expected an object'),
    v.strictObject(entries),
  );
  return schema as unknown as v.GenericSchema<v.InferInput<Fields<T>>, v.InferOutput<Fields<T>>>;
}

/** A list whose length is checked before its items are: a million bad items must not cost a million checks. */
export function listOf<T extends v.GenericSchema>(item: T, min: number, max: number) {
  const schema = v.pipe(v.array(v.unknown()), v.minLength(min), v.maxLength(max), v.array(item));
  return schema as unknown as v.GenericSchema<v.InferInput<T>[], v.InferOutput<T>[]>;
}

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

/**
 * Text of one line. Breaks and tabs are spaces; other control characters go, and so do signs that would turn the
 * direction of what follows in the same paragraph. Joiners and marks of direction stay.
 */
export const asLine = (value: string): string =>
  value
    .toWellFormed()
    .replace(/\r\n|[\t-\r\u0085\u2028\u2029]/g, ' ')
    .replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, '');

export const line = (max: number) => v.pipe(v.string(), v.transform(asLine), v.maxLength(max));

/** Text for an engine: control characters other than breaks and tabs go, since one would end it or the call. */
export const prompt = (max: number) =>
  v.pipe(
    text(max),
    v.transform((value) => value.replace(/[^\P{Cc}\t\n\r]/gu, '')),
  );

/** Whether nothing of a text can be seen. */
export const isBlank = (value: string): boolean =>
  /^[\p{White_Space}\p{Cc}\p{Default_Ignorable_Code_Point}\u2800\ufff9-\ufffb]*$/u.test(value);

/** A name, or empty where nothing of it can be seen. */
export const labelOrNone = (max: number) =>
  v.pipe(
    text(max),
    v.transform((value) => (isBlank(value) ? '' : value.trim())),
  );

/** A name: text of which something can be seen. */
export const label = (max: number) => v.pipe(labelOrNone(max), v.minLength(1));

/** Of what a person sets up in the sidebar. */
export const MAX_NAME = 100;
export const Name = label(MAX_NAME);

/** What makes two names the same one: all but letter case. An accent can make another word. */
export const sameName = (value: string): string => value.normalize('NFKC').toLowerCase();

/** Names after one of them was changed; each of them once. */
export function withName(names: readonly string[], { from, to }: { from: string; to: string }): string[] {
  const now = names.map((name) => (sameName(name) === sameName(from) ? to : name));
  return now.filter((name, at) => now.findIndex((other) => sameName(other) === sameName(name)) === at);
}

export const Id = v.pipe(
  v.string(),
  v.regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, 'expected an id'),
  v.title('id'),
);

/** Milliseconds since 1970, between the years 1900 and 2200. */
export const Time = v.pipe(
  v.number(),
  v.safeInteger(),
  v.minValue(-2_208_988_800_000),
  v.maxValue(7_258_118_400_000),
  v.title('time'),
  v.description('milliseconds since 1970'),
);

export const Count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

export const Nothing = fields({});

export const Cursor = v.pipe(v.string(), v.minLength(1), v.maxLength(40_000), v.title('cursor'));

export const pageOf = <T extends v.GenericSchema>(item: T) =>
  v.object({ items: v.array(item), next: v.nullable(v.string()) });

const Bytes = v.instance(Uint8Array);

export const bytesUpTo = (max: number) => v.pipe(Bytes, v.maxLength(max));

export const FileContent = v.object({ name: v.string(), mediaType: v.string(), data: Bytes });
