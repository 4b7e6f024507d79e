import { existsSync } from 'node:fs';
import { env } from 'node:process';
import { installFromDebian, isExecutable, placesOnPath } from './programs.mjs';
import { Failure, say } from './say.mjs';

/** The path of an installed ffmpeg, or undefined. The app itself has no need of one. */
function findFfmpeg() {
  if (env.MEETMEMO_FFMPEG) {
    if (existsSync(env.MEETMEMO_FFMPEG)) return env.MEETMEMO_FFMPEG;
    throw new Failure(`MEETMEMO_FFMPEG names no file: ${env.MEETMEMO_FFMPEG}`);
  }
  return placesOnPath(['ffmpeg']).find(isExecutable);
}

/** For the tests, which make sound files of all kinds with it: gets one from Debian's packages where that is allowed. */
export async function ensureFfmpeg() {
  const found = findFfmpeg();
  if (found) return found;
  await installFromDebian('ffmpeg', 'the audio tests');
  const installed = findFfmpeg();
  if (!installed) {
    say('Most audio tests need ffmpeg and are skipped: install it, or set MEETMEMO_FFMPEG to its path.');
  }
  return installed;
}
