import { expect, test } from 'vitest';
import { chooseDevice, type Tried } from './choose.ts';
import { untried } from './trial.ts';

const device = (name: string, type: Tried['type'], more: Partial<Tried> = {}): Tried => ({
  ...{ name, type, description: name, memoryBytes: 0, freeBytes: 0, address: '', index: 0 },
  ...untried,
  ...more,
});
const error = { code: 'engine_crashed', message: 'It ended.' };
const chosen = (devices: Tried[], wanted = '') => chooseDevice(devices, wanted)?.name;

test('the fastest runs, and what it is named for more than a small model shows', () => {
  const cpu = device('CPU', 'cpu', { speed: 20 });
  expect(chosen([cpu])).toBe('CPU');
  expect(chosen([cpu, device('GPU', 'gpu', { speed: 30 })])).toBe('GPU');
  expect(chosen([cpu, device('GPU', 'gpu', { speed: 5 })])).toBe('GPU');
  expect(chosen([cpu, device('GPU', 'gpu', { speed: 1 })])).toBe('CPU');
  expect(chosen([cpu, device('Shared', 'integrated', { speed: 9 })])).toBe('CPU');
  expect(chosen([cpu, device('Shared', 'integrated', { speed: 12 })])).toBe('Shared');
  const both = [device('CUDA0', 'gpu', { speed: 60 }), device('Vulkan0', 'gpu', { speed: 50 })];
  expect(chosen([cpu, ...both])).toBe('CUDA0');
});

test('the settings decide, unless what they name failed or is gone', () => {
  const cpu = device('CPU', 'cpu', { speed: 20 });
  const gpu = device('GPU', 'gpu', { speed: 100 });
  expect(chosen([cpu, gpu], 'CPU')).toBe('CPU');
  expect(chosen([cpu, gpu], 'Vulkan7')).toBe('GPU');
  expect(chosen([cpu, device('GPU', 'gpu', { error })], 'GPU')).toBe('CPU');
});

test('a processor whose trial failed is better than none', () => {
  expect(chosen([device('CPU', 'cpu', { error }), device('GPU', 'gpu', { error })], 'GPU')).toBe('CPU');
});
