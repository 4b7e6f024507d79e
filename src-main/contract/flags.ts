import * as v from 'valibot';
import { event, method } from '../rpc/define.ts';
import { fields, Nothing } from './common.ts';

/** Every experimental part. A method names its flag in the contract; the core refuses it while the flag is off. */
export const flagDefinitions = {
  profiler: { default: false },
} as const;

export type FlagId = keyof typeof flagDefinitions;
export const flagIds = Object.keys(flagDefinitions) as FlagId[];

export const Flag = v.object({ id: v.picklist(flagIds), on: v.boolean(), default: v.boolean() });
export type Flag = v.InferOutput<typeof Flag>;

export const flags = {
  list: method(Nothing, v.object({ flags: v.array(Flag) })),
  set: method(fields({ id: v.picklist(flagIds), on: v.boolean() }), Flag),

  changed: event(Flag),
};
