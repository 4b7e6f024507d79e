import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Api } from '../../src-main/contract/index.ts';
import { randomFrom } from './random.ts';
import { nanoModel } from './sample.ts';
import { tempHome } from './temp-home.ts';
import { until } from './until.ts';

export const sha256Of = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

export function randomBytesOf(length: number, start = 1): Buffer {
  const random = randomFrom(start);
  return Buffer.from(Uint32Array.from({ length: length / 4 }, () => random(2 ** 32)).buffer);
}

interface TestModel {
  id: string;
  file: Uint8Array;
  source: string;
  sha256?: string;
}

/** Resources with a catalogue of these models alone, beside the nano model. */
export function testResources(models: readonly TestModel[]): string {
  const resources = tempHome();
  const folder = join(resources, 'models');
  mkdirSync(folder);
  const common = { languages: 1, quantisation: 'f16', memoryBytes: 1_000_000, licence: 'MIT' };
  const nano = { id: 'nano-en', name: 'Nano', bytes: 10_447_456, file: relative(folder, nanoModel) };
  const nanoSha256 = 'e5bb51b4e4de212d52a281104d3e17f6eb14e096dcd9e25a2a7becc3567303f3';
  const entries = models.map(({ id, file, source, sha256 = sha256Of(file) }) => ({
    ...{ id, name: `The ${id} model`, ...common, bytes: file.length, source, sha256 },
  }));
  const catalogue = {
    builtin: { ...nano, ...common, sha256: nanoSha256 },
    models: entries,
    languageModels: [],
  };
  writeFileSync(join(folder, 'catalogue.json'), JSON.stringify(catalogue));
  return resources;
}

/** What lies among the models, whatever its name. */
export function modelsIn(home: string): string[] {
  const folder = join(home, 'models');
  if (!existsSync(folder)) return [];
  try {
    return readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  } catch (error) {
    // A folder in it went while it was read.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return modelsIn(home);
    throw error;
  }
}

export async function modelOf(api: Api, id: string) {
  const found = (await api.models.list()).models.find((model) => model.id === id);
  if (!found) throw new Error(`There is no model ${id}`);
  return found;
}

/** Downloads it, and returns what came of it. */
export async function downloaded(api: Api, id: string) {
  await api.models.download({ id });
  return until(`${id} is done`, async () => {
    const model = await modelOf(api, id);
    return model.transfer === null && model;
  });
}
