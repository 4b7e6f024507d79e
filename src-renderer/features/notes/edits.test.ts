import { expect, test } from 'vitest';
import { indented, marked, nextItem, timed, type Edit, type Typed } from './edits.ts';

/** `|` is the caret, or each end of what is selected. */
function typed(drawn: string): Typed {
  const text = drawn.replaceAll('|', '');
  const start = drawn.indexOf('|');
  const end = drawn.lastIndexOf('|');
  return { text, start, end: end === start ? start : end - 1 };
}

function drawn({ text }: Typed, edit: Edit | null): string | null {
  if (!edit) return null;
  const { from, to, insert, start, end } = edit;
  const after = text.slice(0, from) + insert + text.slice(to);
  const closed = `${after.slice(0, end)}|${after.slice(end)}`;
  return start === end ? closed : `${closed.slice(0, start)}|${closed.slice(start)}`;
}

test.each([
  ['- one|', '- one\n- |'],
  ['a\n* on|e', 'a\n* on\n* |e'],
  ['9. nine|', '9. nine\n10. |'],
  ['3) three|', '3) three\n4) |'],
  ['  - [x] done|', '  - [x] done\n  - [ ] |'],
  ['> said|', '> said\n> |'],
  ['- one\n- |', '- one\n|'],
  ['- [ ] |', '|'],
  ['- on|e tw|o', '- on\n- |o'],
  ['plain|', null],
  ['|- one', null],
  ['-no item|', null],
])('Enter in %j gives %j', (before, after) => {
  expect(drawn(typed(before), nextItem(typed(before)))).toBe(after);
});

test.each([
  ['- one|', false, '  - one|'],
  ['  - on|e', true, '- on|e'],
  ['1. o|ne', false, '   1. o|ne'],
  ['- o|ne\n- tw|o\nend', false, '  - o|ne\n  - tw|o\nend'],
  ['|- one', true, '|- one'],
  ['plain|', false, null],
  ['- one|\nplain|', false, null],
])('Tab in %j (back: %s) gives %j', (before, isBack, after) => {
  expect(drawn(typed(before), indented(typed(before), isBack))).toBe(after);
});

test.each([
  ['a |bold| word', '**', 'a **|bold|** word'],
  ['a **|bold|** word', '**', 'a |bold| word'],
  ['a **|bold|** word', '*', 'a ***|bold|*** word'],
  ['a ***|bold|*** word', '*', 'a **|bold|** word'],
  ['a *|b|*', '*', 'a |b|'],
  ['|', '**', '**|**'],
  ['**|**', '**', '|'],
  ['a **bold|** word', '**', 'a **bold**| word'],
  ['a **bold|** word', '*', 'a **bold*|*** word'],
])('marking %j with %s gives %j', (before, mark, after) => {
  expect(drawn(typed(before), marked(typed(before), mark))).toBe(after);
});

test('a time stands apart from the word before it', () => {
  expect(drawn(typed('at|'), timed(typed('at|'), '1:05'))).toBe('at [1:05] |');
  expect(drawn(typed('- |'), timed(typed('- |'), '1:05'))).toBe('- [1:05] |');
});
