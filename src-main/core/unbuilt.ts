import { join } from 'node:path';
import { contract, type AllHandlers } from '../contract/index.ts';
import { AppError } from '../rpc/errors.ts';

/** Until they are there: each area leaves this list with the change that builds it. */
const areas = ['models', 'speech'] as const;

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

/** Until the models are there. */
export const builtInModel = {
  id: 'nano-en',
  name: 'nano-en',
  path: join(import.meta.dirname, '../../resources/models/nano-en/ggml-nano-en.bin'),
  sha256: null,
};
