/** A copy, since the bytes may begin at an odd place. */
export const toFloats = (pcm: Uint8Array) => new Float32Array(new Uint8Array(pcm).buffer);
