import { expect, onTestFinished, test } from 'vitest';
import type { MeetMemo } from '../../src-main/contract/index.ts';
import type { Core } from '../../src-main/core/create-core.ts';
import { newTrace, type Connection } from '../../src-main/rpc/connect.ts';
import { openTestCore } from '../support/open-test-core.ts';

export interface Host {
  connect: (core: Core) => Promise<{ connection: Connection<MeetMemo>; close: () => void | Promise<void> }>;
}

/** Hostile and awkward text that is nothing but text here. */
const texts = [
  '../../etc/passwd',
  `'; DROP TABLE meetings; --`,
  '100 % _ \\ * ? [a-z]',
  '"a" NEAR/2 "b" AND NOT c OR d*',
  'zero\u0000byte',
  '\u202Eright to left\u202C \u200Fمرحبا שלום',
  '👩‍👩‍👧‍👦 e\u0301 ﬁ ｆｕｌｌ',
  '<script>alert(1)</script>',
  '__proto__',
];

const refusal = (code: string): unknown =>
  expect.objectContaining({
    code,
    message: expect.any(String) as unknown,
    details: expect.any(Object) as unknown,
  });

/** What holds for every host, run against each of them. */
export function contractSuite(host: Host): void {
  async function open() {
    const core = openTestCore();
    const { connection, close } = await host.connect(core);
    onTestFinished(() => close());
    return { core, connection, api: connection.api };
  }

  test('a call returns its result', async () => {
    const { api } = await open();
    const made = await api.meetings.create({ title: 'Budget', tags: ['money'], notes: 'Line one\nline two' });
    expect(made).toMatchObject({
      title: 'Budget',
      tags: ['money'],
      excerpt: 'Line one line two',
      revision: 1,
    });
    expect(await api.meetings.get({ id: made.id })).toEqual(made);
  });

  test.each(texts)('%j is data', async (text) => {
    const { api } = await open();
    await api.meetings.create({ title: 'another one' });
    const made = await api.meetings.create({ title: text, notes: text, tags: [text] });
    const [title, tag] = [text.trim(), text.trim()];
    expect(made).toMatchObject({ title, notes: text, tags: [tag] });
    const found = await api.search.find({ text, filter: { tags: [text] } });
    expect(found.items.map(({ meeting }) => meeting.id)).toEqual([made.id]);
  });

  test('half a surrogate pair becomes the replacement character, and long text arrives whole', async () => {
    const { api } = await open();
    const notes = 'x'.repeat(1_000_000);
    const made = await api.meetings.create({ title: 'half \uD83D', notes });
    expect(made.title).toBe('half \uFFFD');
    expect((await api.meetings.get({ id: made.id })).notes).toBe(notes);
  });

  test('errors arrive as code, message and details', async () => {
    const { api } = await open();
    const missing = '00000000-0000-4000-8000-000000000000';
    await expect(api.meetings.get({ id: missing })).rejects.toEqual(refusal('not_found'));
    await expect(api.meetings.get({ id: 'no id' })).rejects.toEqual(refusal('invalid_input'));
    await expect(api.meetings.create({ title: ' ' })).rejects.toEqual(refusal('invalid_input'));
    await expect(api.meetings.create({ title: 'x', extra: 1 } as never)).rejects.toEqual(
      refusal('invalid_input'),
    );
    await expect(api.meetings.create({ title: (() => 1) as never })).rejects.toEqual(
      refusal('invalid_input'),
    );
    await expect(api.meetings.list(null as never)).rejects.toEqual(refusal('invalid_input'));
  });

  test('a method behind a flag is refused until the flag is on', async () => {
    const { api } = await open();
    await expect(api.diagnostics.profile({ seconds: 0.1 })).rejects.toEqual(refusal('flag_off'));
    await api.flags.set({ id: 'profiler', on: true });
    const { data } = await api.diagnostics.profile({ seconds: 0.1 });
    expect(JSON.parse(new TextDecoder().decode(data))).toHaveProperty('nodes');
  });

  test('bytes arrive as bytes', async () => {
    const { api } = await open();
    const { data, name } = await api.logs.export({ format: 'csv' });
    expect(name).toBe('meetmemo-log.csv');
    expect(data).toBeInstanceOf(Uint8Array);
    expect(new TextDecoder().decode(data)).toContain('library open');
  });

  test('cancelling rejects at once and stops the work', async () => {
    const { api } = await open();
    await api.flags.set({ id: 'profiler', on: true });
    const controller = new AbortController();
    const running = api.diagnostics.profile({ seconds: 60 }, { signal: controller.signal });
    controller.abort();
    await expect(running).rejects.toEqual(refusal('cancelled'));
    await expect(api.diagnostics.profile({ seconds: 60 }, { signal: controller.signal })).rejects.toEqual(
      refusal('cancelled'),
    );
    // Only one profile can be recorded at a time, so this shows that the first is over.
    await expect
      .poll(() =>
        api.diagnostics.profile({ seconds: 0.1 }).then(
          () => 'free',
          () => 'taken',
        ),
      )
      .toBe('free');
  });

  test('events carry the new entity to whoever listens', async () => {
    const { api } = await open();
    const heard: string[] = [];
    const stop = api.meetings.created(({ meetings }) => heard.push(...meetings.map(({ title }) => title)));
    await api.meetings.create({ title: 'one' });
    await api.meetings.createMany({ meetings: [{ title: 'two' }, { title: 'three' }] });
    await expect.poll(() => heard).toEqual(['one', 'two', 'three']);
    stop();
    await api.meetings.create({ title: 'four' });
    await api.diagnostics.health();
    expect(heard).toHaveLength(3);
  });

  test('calls running at once get their own answers', async () => {
    const { api } = await open();
    const titles = Array.from({ length: 200 }, (_, index) => `meeting ${String(index)}`);
    const made = await Promise.all(titles.map((title) => api.meetings.create({ title })));
    expect(made.map(({ title }) => title)).toEqual(titles);
    expect(await api.meetings.count({})).toEqual({ count: 200 });
  });

  test('the trace goes from the caller to the log', async () => {
    const { api } = await open();
    const trace = newTrace();
    await expect(api.meetings.get({ id: 'no id' }, { trace })).rejects.toEqual(refusal('invalid_input'));
    const { items } = await api.logs.list({ text: trace });
    expect(items).toMatchObject([
      { level: 'info', fields: { trace, method: 'meetings.get', code: 'invalid_input' } },
    ]);
  });

  test('pending calls reject when the connection is lost, and later ones fail at once', async () => {
    const { core, api, connection } = await open();
    await api.flags.set({ id: 'profiler', on: true });
    const pending = api.diagnostics.profile({ seconds: 60 });
    pending.catch(() => undefined);
    await api.diagnostics.health();
    await core.close();
    await expect(pending).rejects.toEqual(refusal('disconnected'));
    expect(connection.state).toBe('closed');
    await expect(api.diagnostics.health()).rejects.toEqual(refusal('disconnected'));
  });
}
