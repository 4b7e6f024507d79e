import { installFromDebian, isExecutable, placesOnPath } from './programs.mjs';
import { say } from './say.mjs';

const isThere = () => placesOnPath(['pdftotext']).some(isExecutable);

/** For the tests of PDF, which are read by a program of another make: gets it from Debian's packages where that is allowed. */
export async function ensurePoppler() {
  if (isThere()) return;
  await installFromDebian('poppler-utils', 'the tests of PDF');
  if (!isThere()) say('Some tests of PDF need pdftotext and are skipped: install poppler-utils.');
}
