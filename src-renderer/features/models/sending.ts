import type { Model } from '../../../src-main/contract/models.ts';
import type { Api } from '../../api.ts';

const PIECE = 1024 * 1024;

/** Sends a model file piece after piece; the core checks what it is once it has all of it. */
export async function sendModel(
  api: Api,
  file: File,
  put: (models: readonly Model[]) => void,
): Promise<void> {
  const begun = await api.models.beginImport({ name: file.name || '?', bytes: file.size });
  put([begun]);
  let offset = 0;
  while (offset < file.size) {
    const data = new Uint8Array(await file.slice(offset, offset + PIECE).arrayBuffer());
    put([await api.models.append({ id: begun.id, offset, data })]);
    offset += data.length;
  }
}
