import { expect, test } from 'vitest';
import { writeTranscript, type Said } from '../../../test/support/edit-library.ts';
import { openEdits } from '../../../test/support/edit-session.ts';
import { randomFrom } from '../../../test/support/random.ts';

async function compared(own: readonly Said[], other: readonly Said[]) {
  const { api, home, meetingId } = openEdits([]);
  const [id, otherId] = [own, other].map((said) => writeTranscript(home, meetingId, said, false).id);
  const { parts } = await api.transcripts.compare({ id: id ?? '', otherId: otherId ?? '' });
  return parts;
}
const said = (...texts: string[]): Said[] =>
  texts.map((text, at) => ({ text, startMs: at * 3000, endMs: at * 3000 + 2000 }));
const shown = (parts: Awaited<ReturnType<typeof compared>>) =>
  parts
    .map(({ text, other }) => (text === other ? text.trim() : `[${text.trim()}|${other.trim()}]`))
    .join(' ');

test('two versions are compared word by word, however they are divided', async () => {
  const one = said('We meet on Monday.', 'Bring the budget', 'and a pen.');
  const other = said('We meet on Tuesday. Bring', 'the budget, please,', 'and a pen.', 'Bye.');
  expect(shown(await compared(one, other))).toBe(
    'We meet on [Monday.|Tuesday.] Bring the [budget|budget, please,] and a pen. [|Bye.]',
  );
  expect(shown(await compared(one, one))).toBe('We meet on Monday. Bring the budget and a pen.');
  expect(shown(await compared(one, []))).toBe('[We meet on Monday. Bring the budget and a pen.|]');
  expect(await compared([], [])).toEqual([]);
});

test('differences have their times', async () => {
  const parts = await compared(said('one two', 'three four'), said('one 2', 'three four'));
  expect(parts.map(({ startMs, endMs }) => [startMs, endMs])).toEqual([
    [0, 1000],
    [1000, 2000],
    [3000, 5000],
  ]);
});

test('of an hour nothing is lost, and what is the same is found, where times differ and passages are missing', async () => {
  const random = randomFrom(5);
  const words = Array.from({ length: 900 }, (_, at) => `w${String(random(90))} x${String(at)}`);
  const minutes = (all: readonly string[], lateMs: number): Said[] =>
    all.map((text, at) => ({ text, startMs: at * 4000 + lateMs, endMs: at * 4000 + lateMs + 3500 }));
  const one = minutes(words, 0);
  const other = minutes(words, 900).filter((_, at) => at < 300 || at > 400);
  const parts = await compared(one, other);
  const join = (texts: string[]) => texts.join(' ').replace(/\s+/g, ' ').trim();
  expect(join(parts.map(({ text }) => text))).toBe(join(one.map(({ text }) => text)));
  expect(join(parts.map((part) => part.other))).toBe(join(other.map(({ text }) => text)));
  const same = parts
    .filter(({ text, other: own }) => text === own)
    .flatMap(({ text }) => text.trim().split(' '));
  expect(same.length).toBeGreaterThan(0.98 * 2 * other.length);
  expect(parts.length).toBeLessThan(30);
});

test('versions without a word in common are one difference after another', async () => {
  const many = (word: string) => said(...Array.from({ length: 300 }, () => word));
  const parts = await compared(many('yes'), many('no'));
  expect(
    parts
      .map(({ text }) => text)
      .join('')
      .trim()
      .split(' '),
  ).toHaveLength(300);
  expect(parts.every(({ text, other }) => text !== other)).toBe(true);
});
