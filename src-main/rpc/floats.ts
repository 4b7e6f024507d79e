/** Samples as they travel. Nothing is copied here: sending does that. None of ours lie in shared memory. */
export const toBytes = ({ buffer, byteOffset, byteLength }: Float32Array) =>
  new Uint8Array(buffer as ArrayBuffer, byteOffset, byteLength);

/** A copy, since the bytes may begin at an odd place. */
export const toFloats = (pcm: Uint8Array) => new Float32Array(new Uint8Array(pcm).buffer);
