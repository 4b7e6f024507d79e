import { expect, test } from 'vitest';
import type { Speech } from '../../contract/speech.ts';
import { deviceLines } from './device-lines.ts';

const device = {
  ...{ name: 'CPU', description: 'A processor', type: 'cpu' as const, memoryBytes: 16e9, freeBytes: 8e9 },
  ...{ driver: null, threads: 4, speed: 20, error: null, isChosen: true },
};
const speech: Speech = {
  ...{ engine: 'whisper.cpp', fallbackReason: null, unused: [], isWantedMissing: false, triedAt: 1 },
  devices: [
    device,
    {
      ...device,
      ...{ name: 'Vulkan0', description: 'A card', type: 'gpu', driver: 'amdgpu', isChosen: false },
      ...{ speed: null, threads: null, error: { code: 'engine_crashed', message: 'It ended.' } },
    },
  ],
};

test('a table tells what runs, and below it what does not, why and what to do', () => {
  const text = deviceLines({ ...speech, unused: [{ name: 'A card', reason: 'trial_failed' }] });
  expect(text.split('\n').slice(0, 3)).toEqual([
    '   Device   Description  Type       Memory   Driver  Speed                    Threads',
    '*  CPU      A processor  processor  16.0 GB          20.0 ×                   4',
    '   Vulkan0  A card       graphics   16.0 GB  amdgpu  failed [engine_crashed]',
  ]);
  expect(text).toContain('Vulkan0 failed: It ended.');
  expect(text).toMatch(/A card is not used: its trial failed.*devices --again/);
});

test('a fallback engine and a device that is gone are said', () => {
  const text = deviceLines({
    ...{ ...speech, engine: 'smart-whisper', fallbackReason: 'No compiler.', isWantedMissing: true },
    unused: [{ name: 'H100', reason: 'fallback_engine' }],
  });
  expect(text).toContain('Engine: smart-whisper (whisper.cpp can not be used: No compiler.)');
  expect(text).toContain('speechDevice names is gone or failed');
  expect(text).toContain('npm run setup');
});
