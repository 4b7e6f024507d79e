import * as v from 'valibot';
import { errorCodes } from './errors.ts';

const id = v.pipe(v.number(), v.safeInteger(), v.minValue(1));
const name = v.pipe(v.string(), v.maxLength(100));

export const clientMessage = v.variant('t', [
  v.strictObject({
    t: v.literal('call'),
    id,
    method: name,
    input: v.optional(v.unknown()),
    trace: v.pipe(v.string(), v.regex(/^[0-9a-f]{16}$/)),
  }),
  v.strictObject({ t: v.literal('cancel'), id }),
  v.strictObject({ t: v.literal('listen'), event: name }),
  v.strictObject({ t: v.literal('unlisten'), event: name }),
]);

export const serverMessage = v.variant('t', [
  v.strictObject({ t: v.literal('result'), id, value: v.optional(v.unknown()) }),
  v.strictObject({
    t: v.literal('error'),
    id,
    error: v.strictObject({
      code: v.picklist(errorCodes),
      message: v.string(),
      details: v.record(v.string(), v.unknown()),
    }),
  }),
  v.strictObject({ t: v.literal('event'), event: name, payload: v.optional(v.unknown()) }),
]);

export type ClientMessage = v.InferOutput<typeof clientMessage>;
export type ServerMessage = v.InferOutput<typeof serverMessage>;
