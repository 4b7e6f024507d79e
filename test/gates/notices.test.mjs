import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../../scripts/lib/paths.mjs';
import { notices } from '../../scripts/notices.mjs';

const current = readFileSync(join(root, 'THIRD_PARTY.md'), 'utf8');

// Where the optional speech engine could not be built, its licence is not there to compare with.
const complete = existsSync(join(root, 'node_modules', 'smart-whisper'));

test.skipIf(!complete)('THIRD_PARTY.md is what `npm run notices` writes', () => {
  expect(current).toBe(notices());
});

test('every package in it names a licence that an MIT app may ship', () => {
  const licences = [...current.matchAll(/^Licence: (.*)$/gm)].map(([, licence]) => licence);
  const allowed =
    /^(MIT|ISC|0BSD|BSD-2-Clause|BSD-3-Clause|Apache-2\.0|BlueOak-1\.0\.0|OFL-1\.1|\(MIT OR CC0-1\.0\))$/;
  expect(licences.length).toBeGreaterThan(10);
  expect(licences.filter((licence) => !allowed.test(licence))).toEqual([]);
});
