import type * as Constants from 'node-av/constants';
import type * as Lib from 'node-av/lib';
import { AppError } from '../../rpc/errors.ts';

/** FFmpeg's own calls and constants, as its package binds them. */
export type Native = typeof Lib & typeof Constants;

/** Loaded when first needed: a machine on which it can't be loaded still gets all the rest of the engine. */
export async function loadNative(): Promise<Native> {
  try {
    const [lib, constants] = await Promise.all([import('node-av/lib'), import('node-av/constants')]);
    // What FFmpeg would print names files.
    lib.Log.setLevel(constants.AV_LOG_QUIET);
    return { ...lib, ...constants };
  } catch (error) {
    throw new AppError(
      'engine_unavailable',
      'The audio decoder can not be loaded on this machine.',
      {},
      { cause: error },
    );
  }
}
