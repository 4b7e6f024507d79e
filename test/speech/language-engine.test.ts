import { copyFileSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, expect, test } from 'vitest';
import { openLanguageEngine, tinyModel } from '../support/language-engine.ts';
import { tempHome } from '../support/temp-home.ts';
import { until } from '../support/until.ts';

const { engine, crashes } = openLanguageEngine({ whenOver: afterAll });
const ask = { job: 'test', system: 'You write minutes.', user: 'What was decided?', maxTokens: 40 };
const schema = {
  type: 'object',
  properties: {
    decisions: {
      type: 'array',
      maxItems: 3,
      items: {
        type: 'object',
        properties: {
          text: { type: 'string', maxLength: 40 },
          who: { oneOf: [{ type: 'null' }, { type: 'string', maxLength: 20 }] },
        },
      },
    },
  },
};

test('a model is loaded, counts, and answers within its limit', async () => {
  const model = tinyModel(2048);
  const loaded = await engine.use(({ language }) => language.load(model));
  expect(loaded).toMatchObject({ device: 'CPU', fallbackReason: null });
  expect(loaded.contextTokens).toBeGreaterThan(1900);
  expect(loaded.contextTokens).toBeLessThan(2048);

  const texts = ['', 'what was decided', 'what was decided what was decided', '会议 🙂'];
  const { counts } = await engine.use(({ language }) => language.count({ model, texts }));
  expect(counts[0]).toBe(0);
  expect(counts[2]).toBe(2 * (counts[1] ?? 0));
  expect(counts[3]).toBeGreaterThan(5);

  const complete = (maxTokens: number) =>
    engine.use(({ language }) => language.complete({ ...ask, model, maxTokens }));
  const { text } = await complete(40);
  expect(text).not.toBe('');
  const [said] = (await engine.use(({ language }) => language.count({ model, texts: [text] }))).counts;
  expect(said).toBeLessThanOrEqual(45);
  expect((await complete(40)).text).toBe(text);
  expect((await complete(5)).text.length).toBeLessThan(text.length);
});

test('with a schema the answer has its shape, and its words are told on the way', async () => {
  const model = tinyModel();
  const told: string[] = [];
  const answers = await engine.use(async ({ language }) => {
    language.said(({ text }) => told.push(text));
    const answers = [];
    for (const user of ['One', 'Two', 'Three', 'Four'])
      answers.push(await language.complete({ ...ask, model, user, schema, maxTokens: 800 }));
    return answers;
  });
  for (const { text } of answers) {
    const { decisions } = JSON.parse(text) as { decisions: { text: string; who: string | null }[] };
    expect(decisions.length).toBeLessThanOrEqual(3);
    for (const one of decisions) {
      expect(Object.keys(one)).toEqual(['text', 'who']);
      expect(one.text.length).toBeLessThanOrEqual(40);
    }
  }
  expect(answers.some(({ text }) => text.includes('"who"'))).toBe(true);
  expect(told.length).toBeGreaterThan(0);
  expect(told.every((words) => answers.some(({ text }) => text.startsWith(words)))).toBe(true);
});

test('more than the context takes is refused, nothing of it is forgotten', async () => {
  const model = tinyModel(1024);
  const { contextTokens } = await engine.use(({ language }) => language.load(model));
  const complete = (user: string, maxTokens: number) =>
    engine.use(({ language }) => language.complete({ ...ask, system: '', user, model, maxTokens }));
  const user = 'what '.repeat(contextTokens - 21).trim();
  const { counts } = await engine.use(({ language }) => language.count({ model, texts: [user] }));
  const left = contextTokens - (counts[0] ?? 0);
  expect((await complete(user, left)).text).not.toBe('');
  await expect(complete(user, left + 30)).rejects.toMatchObject({ code: 'prompt_too_long' });
});

test('what is no model is refused, and the child lives on', async () => {
  const model = tinyModel();
  const folder = tempHome();
  const named = (name: string) => join(folder, name);
  writeFileSync(named('empty.gguf'), '');
  writeFileSync(named('junk.gguf'), 'junk '.repeat(10_000));
  copyFileSync(model.path, named('short.gguf'));
  truncateSync(named('short.gguf'), readFileSync(model.path).length - 50_000);
  const load = (name: string) => engine.use(({ language }) => language.load({ ...model, path: named(name) }));
  for (const name of ['empty.gguf', 'junk.gguf', 'short.gguf'])
    await expect(load(name), name).rejects.toMatchObject({ code: 'file_damaged' });
  await expect(load('missing.gguf')).rejects.toMatchObject({ code: expect.any(String) as string });
  await engine.use(({ language }) => language.load(model));
  expect(crashes()).toBe(0);
});

test('it is stopped before its first word, within its words and while it is loaded', async () => {
  const model = tinyModel(32_768);
  const complete = (signal: AbortSignal, user = ask.user) =>
    engine.use(({ language }) =>
      language.complete({ ...ask, user, model, schema, maxTokens: 20_000 }, { signal }),
    );
  const loading = new AbortController();
  const first = engine.use(({ language }) => language.load(model, { signal: loading.signal }));
  loading.abort();
  await expect(first).rejects.toMatchObject({ code: 'cancelled' });

  await engine.use(({ language }) => language.load(model));
  const reading = new AbortController();
  const long = complete(reading.signal, 'what was decided '.repeat(3000));
  await delay(100);
  reading.abort();
  await expect(long).rejects.toMatchObject({ code: 'cancelled' });

  const talking = new AbortController();
  const [told, endless] = await engine.use(({ language }) => {
    const told = new Promise<void>((resolve) => {
      language.said(() => {
        resolve();
      });
    });
    return Promise.resolve([
      told,
      language.complete({ ...ask, model, maxTokens: 20_000 }, { signal: talking.signal }),
    ] as const);
  });
  await told;
  talking.abort();
  await expect(endless).rejects.toMatchObject({ code: 'cancelled' });

  // Neither stays at work: the next answer comes.
  const { text } = await engine.use(({ language }) => language.complete({ ...ask, model }));
  expect(text).not.toBe('');
  expect(crashes()).toBe(0);
});

test('a template of a chat that never ends blocks nothing once it is cancelled', async () => {
  const { engine, children, crashes } = openLanguageEngine();
  const [good, hostile] = [tinyModel(), tinyModel()];
  const file = readFileSync(hostile.path);
  const at = file.indexOf('{% for message');
  const loop = '{% for i in range(100000) %}';
  const template = `${loop}${loop}{% set x = i %}{% endfor %}{% endfor %}`;
  file.write(template.padEnd(Number(file.readBigUInt64LE(at - 8))), at, 'latin1');
  writeFileSync(hostile.path, file);
  const answer = () => engine.use(({ language }) => language.complete({ ...ask, model: good }));
  await answer();
  const [pid = 0] = children();
  // On a busy machine it may be cancelled before it comes to the template.
  await until('the end of the child', async () => {
    const signal = AbortSignal.timeout(700);
    const load = engine.use(({ language }) => language.load(hostile, { signal }));
    await expect(load).rejects.toMatchObject({ code: 'cancelled' });
    expect((await answer()).text).not.toBe('');
    return !children().includes(pid);
  });
  expect(crashes()).toBe(0);
});

test('a child that is killed is a crash, and the next call has another', async () => {
  const { engine, children, crashes } = openLanguageEngine();
  const model = tinyModel();
  await engine.use(({ language }) => language.load(model));
  const [pid = 0] = children();
  const answer = engine.use(({ language }) =>
    language.complete({ ...ask, model, maxTokens: 3000, user: 'what '.repeat(900) }),
  );
  process.kill(pid, 'SIGKILL');
  await expect(answer).rejects.toMatchObject({ code: 'engine_crashed' });
  expect(crashes()).toBe(1);
  expect((await engine.use(({ language }) => language.complete({ ...ask, model }))).text).not.toBe('');
  expect(children()).not.toContain(pid);
});

test('a child without work is let go, and what it holds with it', async () => {
  const { engine, children, crashes } = openLanguageEngine({ idleMs: 200 });
  const model = tinyModel();
  await engine.use(({ language }) => language.load(model));
  await until('its end', () => children().length === 0);
  await engine.use(({ language }) => language.load(model));
  expect(children()).toHaveLength(1);
  engine.rest();
  await until('its end', () => children().length === 0);
  expect(crashes()).toBe(0);
});
