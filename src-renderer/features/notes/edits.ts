/** What stands in a field, and which part of it is selected. */
export interface Typed {
  text: string;
  start: number;
  end: number;
}

/** Replaces a part, and says what is selected then. */
export interface Edit {
  from: number;
  to: number;
  insert: string;
  start: number;
  end: number;
}

/** Indent, what marks the item, and its box where it is a task. */
const ITEM = /^(\s*)([-*+]|(\d{1,9})([.)])|>)(\s+)(\[[ xX]\]\s+)?/;

const lineStart = (text: string, at: number) => text.lastIndexOf('\n', at - 1) + 1;

const lineEnd = (text: string, at: number) => {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end;
};

const put = (from: number, to: number, insert: string, caret = from + insert.length): Edit => ({
  from,
  to,
  insert,
  start: caret,
  end: caret,
});

/** Enter within a list begins its next item; in an empty item it ends the list. */
export function nextItem({ text, start, end }: Typed): Edit | null {
  const from = lineStart(text, start);
  const item = ITEM.exec(text.slice(from, lineEnd(text, start)));
  if (!item || start < from + item[0].length) return null;
  const [whole, indent = '', mark = '', number, dot = '', space = ' ', box] = item;
  if (start === end && from + whole.length === lineEnd(text, start)) return put(from, start, '');
  const next = number === undefined ? mark : `${String(Number(number) + 1)}${dot}`;
  return put(start, end, `\n${indent}${next}${space}${box ? '[ ] ' : ''}`);
}

/** Tab moves an item under the one before it, or out again. Outside of lists it means nothing here. */
export function indented({ text, start, end }: Typed, isBack: boolean): Edit | null {
  const from = lineStart(text, start);
  const to = lineEnd(text, end);
  const lines = text.slice(from, to).split('\n');
  if (!lines.every((line) => ITEM.test(line))) return null;
  const changed = lines.map((line) => {
    const [, indent = '', mark = '', , , space = ' '] = ITEM.exec(line) ?? [];
    const width = mark.length + space.length;
    return isBack ? line.slice(Math.min(indent.length, width)) : ' '.repeat(width) + line;
  });
  const insert = changed.join('\n');
  const first = (changed[0]?.length ?? 0) - (lines[0]?.length ?? 0);
  return {
    from,
    to,
    insert,
    start: Math.max(from, start + first),
    end: Math.max(from, end + insert.length - (to - from)),
  };
}

/** Puts marks around what is selected, or takes them away; at the end of what is marked it goes on behind it. */
export function marked({ text, start, end }: Typed, mark: string): Edit {
  const { length } = mark;
  const isClosed = text.slice(end, end + length) === mark && text[end + length] !== mark[0];
  const inner = text.slice(start, end);
  // One star is no mark where it is half of two.
  const isMarked =
    text.slice(start - length, start) === mark &&
    text.slice(end, end + length) === mark &&
    (length > 1 || text[start - 2] !== mark || text[start - 3] === mark);
  if (isMarked && start >= length) {
    const from = start - length;
    return { from, to: end + length, insert: inner, start: from, end: end - length };
  }
  if (start === end && isClosed) return put(end + length, end + length, '');
  return { from: start, to: end, insert: mark + inner + mark, start: start + length, end: end + length };
}

/** A time in brackets at the caret, parted from the word before it. */
export function timed({ text, start, end }: Typed, time: string): Edit {
  const isParted = start === 0 || /\s/.test(text[start - 1] ?? '');
  return put(start, end, `${isParted ? '' : ' '}[${time}] `);
}
