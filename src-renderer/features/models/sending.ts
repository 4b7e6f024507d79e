import type { Model } from '../../../src-main/contract/models.ts';
import type { Api } from '../../api.ts';

const PIECE = 1024 * 1024;

/** Sends a model file piece after piece; the core checks what it is once it has all of it. */
export async function sendModel(
  api: Api,
  file: File,
  put: (models: readonly Model[]) => void,
): Promise<Model> {
  const begun = await api.models.beginImport({ name: file.name || '?', bytes: file.size });
  let model = begun;
  put([model]);
  let offset = 0;
  while (offset < file.size) {
    const data = new Uint8Array(await file.slice(offset, offset + PIECE).arrayBuffer());
    model = await api.models.append({ id: begun.id, offset, data });
    put([model]);
    offset += data.length;
  }
  return model;
}
