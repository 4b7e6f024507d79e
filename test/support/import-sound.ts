import type { Api } from '../../src-main/contract/index.ts';
import { until } from './until.ts';

/** Imports a file by its bytes, as a browser does, and returns the meeting that it became. */
export async function importSound(api: Api, name: string, bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const { items } = await api.imports.begin({ files: [{ name, bytes: bytes.length }], again: true });
  const id = items[0]?.id ?? '';
  const state = async () => (await api.imports.list({})).items.find((item) => item.id === id);
  await until(`${name} is awaited`, async () => (await state())?.state === 'uploading');
  const PIECE = 1024 * 1024;
  for (let offset = 0; offset < bytes.length; offset += PIECE)
    await api.imports.append({ id, offset, data: bytes.subarray(offset, offset + PIECE) });
  const done = await until(`${name} is imported`, async () => {
    const item = await state();
    if (item?.error) throw new Error(`${item.error.code}: ${item.error.message}`);
    return item?.state === 'done' && item;
  });
  return done.meetingId ?? '';
}
