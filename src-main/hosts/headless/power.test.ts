import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { tempHome } from '../../../test/support/temp-home.ts';
import { plainPower } from './power.ts';

const charger = { type: 'Mains', online: '0' };
const battery = { type: 'Battery', status: 'Discharging' };

test.each([
  ['a desktop', {}, true],
  ['a laptop on its battery', { AC: charger, BAT0: battery }, false],
  [
    'a laptop that charges',
    { AC: { ...charger, online: '1' }, BAT0: { ...battery, status: 'Charging' } },
    true,
  ],
  ['a full battery', { BAT0: { ...battery, status: 'Full' } }, true],
  ['the battery of a mouse', { hid: { ...battery, scope: 'Device' } }, true],
])('%s', (_name, supplies, expected) => {
  const folder = tempHome();
  for (const [name, files] of Object.entries<Record<string, string>>(supplies)) {
    mkdirSync(join(folder, name));
    for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, name, file), `${text}\n`);
  }
  expect(plainPower(folder).onMains()).toBe(expected);
});

test('a system without such a list counts as on mains, and nobody knows whether it is idle', () => {
  const power = plainPower('/no/such/folder');
  expect(power.onMains()).toBe(true);
  expect(power.idleSeconds()).toBeNull();
});
