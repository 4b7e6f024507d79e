import * as v from 'valibot';
import { method } from '../../rpc/define.ts';

/** What the engine child answers. It holds all native code that may crash; it never sees the library. */
export const engineContract = {
  engine: {
    /** Loads the native speech package and says whether that worked. */
    probe: method(v.strictObject({}), v.object({ ready: v.boolean(), engine: v.string() })),
  },
};
export type EngineContract = typeof engineContract;
