import { expect, test } from 'vitest';
import { findJson, spoken } from './find-json.ts';

const answer = (text: string) => JSON.stringify({ overview: [{ text, ids: ['s1'] }], topics: [] });
const good = answer('Real');
const draft = answer('Draft');
const find = (said: string) => findJson(said, ['overview', 'topics']);

test.each([
  ['nothing else', good],
  ['a fence', `\`\`\`json\n${good}\n\`\`\``],
  ['a thought', `<think>x ${draft} y</think>${good}`],
  ['a thought that the template began', `The shape is ${draft}, so …</think>\n${good}`],
  ['a thought with quotes and braces', `Use {"curly} and "{odd}.</think>\n${good}`],
  ['prose with a brace', `I use the {format} you asked for: { ${good}`],
  ['a thought of Mistral', `[THINK]${draft}[/THINK]${good}`],
  [
    'the channels of gpt-oss',
    `<|channel|>analysis<|message|>${draft}<|end|><|start|>assistant<|channel|>final<|message|>${good}<|return|>`,
  ],
  ['capitals', `<Think>${draft}</THINK>${good}`],
  ['other names', `<thought>${draft}</thought><reasoning>${draft}</reasoning>${good}`],
  ['a thought in a thought', `<think>a <think>b</think> ${draft} </think>${good}`],
  ['a draft before', `First ${draft}, better: ${good}`],
  ['other objects around', `{"plan": 1} ${good} {"done": true} {}`],
  ['a thought that is cut off', `${good}<think>Was that ${draft}`],
])('an answer and %s', (_, said) => {
  expect(find(said)).toEqual({ value: JSON.parse(good) as unknown, isWhole: true });
});

test('what an answer says of thoughts is none', () => {
  for (const text of ['Use <think> in prompts', 'It ends with </think>, says Ben', '[THINK] {"']) {
    const said = answer(text);
    expect(find(`<think>${draft}</think>${said}`)).toEqual({
      value: JSON.parse(said) as unknown,
      isWhole: true,
    });
    const isWatched = said.slice(0, said.indexOf('ids'));
    expect(spoken(isWatched)).toBe(isWatched);
  }
});

test('what is only thought is no answer', () => {
  for (const said of [
    `<think>${draft}`,
    `${draft}</think>`,
    `<|channel|>analysis<|message|>${draft}`,
    'Hello {}x',
    '',
  ])
    expect(find(said).value ?? {}).toEqual({});
  expect(spoken(`<think>${draft}`)).toBe('');
});

test('of an answer that is cut off, what is whole of it', () => {
  const said = '{"overview":[{"text":"One","ids":[]},{"text":"Two","ids":[]},{"text":"Thr';
  const value = {
    overview: [
      { text: 'One', ids: [] },
      { text: 'Two', ids: [] },
    ],
  };
  expect(find(`${draft}</think>${said}`)).toEqual({ value, isWhole: false });
  expect(find('{"overview":[')).toEqual({ value: undefined, isWhole: false });
  expect(find('{}')).toEqual({ value: {}, isWhole: true });
});

test('nonsense is looked through to an end', () => {
  for (const piece of ['{', '{"', '{"a":', '{x', '{}', '{"":{"":x'])
    expect(find(piece.repeat(100_000 / piece.length)).isWhole).toBe(piece === '{}');
});
