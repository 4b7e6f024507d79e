import { contract, type AllHandlers } from '../contract/index.ts';
import { AppError } from '../rpc/errors.ts';

/** Until they are there: each area leaves this list with the change that builds it. */
const areas = ['jobs', 'transcripts', 'speech'] as const;

export const unbuilt = Object.fromEntries(
  areas.map((area) => [
    area,
    Object.fromEntries(
      Object.keys(contract[area]).map((name) => [
        name,
        () => {
          throw new AppError('engine_unavailable', 'This is not built yet.');
        },
      ]),
    ),
  ]),
) as unknown as Pick<AllHandlers, (typeof areas)[number]>;
