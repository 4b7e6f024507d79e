type Mark = 'unsure' | 'spoken' | 'hit' | 'looked-at';

/** The browser paints these over the text by itself: rows stay plain text, which is quick to draw and plain to read out. */
function highlightOf(mark: Mark): Highlight {
  let highlight = CSS.highlights.get(mark);
  if (!highlight) {
    highlight = new Highlight();
    // What is spoken lies over what is only unsure.
    highlight.priority = ['unsure', 'hit', 'looked-at', 'spoken'].indexOf(mark);
    CSS.highlights.set(mark, highlight);
  }
  return highlight;
}

export function rangeIn(element: Element, start: number, end: number): Range | null {
  const node = element.firstChild;
  if (!(node instanceof Text)) return null;
  const range = document.createRange();
  const within = (at: number) => Math.min(Math.max(0, at), node.length);
  range.setStart(node, within(start));
  range.setEnd(node, within(end));
  return range;
}

/** Returns what takes them away again. */
export function paint(mark: Mark, ranges: readonly (Range | null)[]): () => void {
  const highlight = highlightOf(mark);
  for (const range of ranges) if (range) highlight.add(range);
  return () => {
    for (const range of ranges) if (range) highlight.delete(range);
  };
}
