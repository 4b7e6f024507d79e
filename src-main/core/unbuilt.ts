import { contract, type AllHandlers } from '../contract/index.ts';
import type { JobKinds } from '../jobs/types.ts';
import { AppError } from '../rpc/errors.ts';

const notYet = () => new AppError('engine_unavailable', 'This is not built yet.');

/** Until they are there: each area leaves this list with the change that builds it. */
const areas = ['transcripts'] as const;

export const unbuilt = Object.fromEntries(
  areas.map((area) => [
    area,
    Object.fromEntries(
      Object.keys(contract[area]).map((name) => [
        name,
        () => {
          throw notYet();
        },
      ]),
    ),
  ]),
) as unknown as Pick<AllHandlers, (typeof areas)[number]>;

const unbuiltKind = { lane: 'speech' as const, run: () => Promise.reject(notYet()) };
export const unbuiltKinds: JobKinds = { transcribe: unbuiltKind, redo: unbuiltKind };
