const FIRST = 64 * 1024;

/** Thousands of small pieces, put together as they come: kept one by one they take many times their length. */
export function createBytes() {
  let all = new Uint8Array(FIRST);
  let length = 0;
  return {
    add(piece: Uint8Array): void {
      const end = length + piece.length;
      if (end > all.length) {
        const more = new Uint8Array(Math.max(end, 2 * all.length));
        more.set(all.subarray(0, length));
        all = more;
      }
      all.set(piece, length);
      length = end;
    },
    whole: () => all.slice(0, length),
  };
}
