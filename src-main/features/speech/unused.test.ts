import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { tempHome } from '../../../test/support/temp-home.ts';
import type { Tried } from './choose.ts';
import { listGraphics } from './graphics.ts';
import { untried } from './trial.ts';
import { unusedGraphics, type Use } from './unused.ts';

const NVIDIA = '0000:01:00.0';
const AMD = '0000:03:00.0';

/** Files as Linux shows them of its devices. */
function machine(
  devices: Record<string, { vendor: string; class?: string; driver?: string }>,
  files: Record<string, string> = {},
): string {
  const root = tempHome();
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), `${text}\n`);
  };
  for (const [address, { vendor, class: kind = '0x030000', driver }] of Object.entries(devices)) {
    const folder = `sys/bus/pci/devices/${address}`;
    write(`${folder}/vendor`, vendor);
    write(`${folder}/class`, kind);
    write(`${folder}/device`, '0x2330');
    if (driver !== undefined) symlinkSync(`../../../bus/pci/drivers/${driver}`, join(root, folder, 'driver'));
  }
  for (const [path, text] of Object.entries(files)) write(path, text);
  return root;
}

test('graphics are found with their names and drivers, and what only draws a screen is none', () => {
  const root = machine(
    {
      '0000:00:02.0': { vendor: '0x1234' },
      '0000:00:1f.3': { vendor: '0x8086', class: '0x040300' },
      [NVIDIA]: { vendor: '0x10de', class: '0x030200', driver: 'nvidia' },
      [AMD]: { vendor: '0x1002', driver: 'amdgpu' },
      '0000:04:00.0': { vendor: '0x10de', driver: 'nouveau' },
    },
    {
      [`proc/driver/nvidia/gpus/${NVIDIA}/information`]: 'Model: \t\t NVIDIA H100 80GB\nIRQ: 12',
      'sys/module/nvidia/version': '570.12',
    },
  );
  expect(listGraphics(root)).toEqual([
    { address: NVIDIA, vendor: 'NVIDIA', name: 'NVIDIA H100 80GB', driver: 'nvidia 570.12' },
    { address: AMD, vendor: 'AMD', name: 'AMD graphics 0x2330', driver: 'amdgpu' },
    { address: '0000:04:00.0', vendor: 'NVIDIA', name: 'NVIDIA graphics 0x2330', driver: null },
  ]);
  expect(listGraphics(tempHome())).toEqual([]);
});

const tried = (name: string, type: Tried['type'], more: Partial<Tried> = {}): Tried => ({
  ...{ name, type, description: `${name}!`, memoryBytes: 0, freeBytes: 0, address: '', index: 0 },
  ...{ ...untried, speed: 10 },
  ...more,
});
const cpu = tried('CPU', 'cpu');
const nvidia = { address: NVIDIA, vendor: 'NVIDIA' as const, name: 'H100', driver: 'nvidia 570' };
const amd = { address: AMD, vendor: 'AMD' as const, name: 'Radeon', driver: 'amdgpu' };
const use = (more: Partial<Use>): Use => ({
  ...{ isFallback: false, libraries: ['vulkan'], devices: [cpu], chosen: cpu, wanted: '' },
  ...more,
});

test.each([
  ['no driver of the system', [{ ...nvidia, driver: null }], {}, 'no_driver'],
  ['a driver that the library finds nothing with', [nvidia], {}, 'no_driver'],
  ['no library for it', [amd], { libraries: ['cuda'] }, 'no_library'],
  ['no library at all', [nvidia], { libraries: [] }, 'no_library'],
  ['an engine that knows no graphics', [nvidia], { isFallback: true, libraries: [] }, 'fallback_engine'],
])('%s: %o', (_what, system, more, reason) => {
  expect(unusedGraphics(system, use(more))).toEqual([{ name: system[0]?.name, reason }]);
});

test('what the engine lists and does not use is told with the reason', () => {
  const gpu = tried('CUDA0', 'gpu', { address: NVIDIA });
  const bad = { ...gpu, speed: null, error: { code: 'timed_out', message: 'It hangs.' } };
  const reasons = (more: Partial<Use>) => unusedGraphics([nvidia], use(more));
  expect(reasons({ devices: [cpu, gpu] })).toEqual([{ name: 'CUDA0!', reason: 'slower' }]);
  expect(reasons({ devices: [cpu, gpu], wanted: 'CPU' })).toEqual([{ name: 'CUDA0!', reason: 'not_chosen' }]);
  expect(reasons({ devices: [cpu, bad] })).toEqual([{ name: 'CUDA0!', reason: 'trial_failed' }]);
});

test('a processor that runs is not unused, even where it is there twice', () => {
  const cuda = tried('CUDA0', 'gpu', { address: NVIDIA });
  const vulkan = tried('Vulkan0', 'gpu', { address: NVIDIA });
  expect(unusedGraphics([nvidia], use({ devices: [cpu, cuda, vulkan], chosen: cuda }))).toEqual([]);
  expect(
    unusedGraphics([nvidia, amd], use({ devices: [cpu, cuda], chosen: cuda, libraries: ['cuda'] })),
  ).toEqual([{ name: 'Radeon', reason: 'no_library' }]);
  const metal = tried('MTL0', 'gpu');
  expect(unusedGraphics([], use({ devices: [cpu, metal], chosen: metal }))).toEqual([]);
});
