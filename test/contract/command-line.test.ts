import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { usualPort } from '../../src-main/hosts/loopback/usual-port.ts';
import { nanoModel } from '../support/sample.ts';
import { writeSpoken } from '../support/spoken.ts';
import { tempHome } from '../support/temp-home.ts';
import { until } from '../support/until.ts';

const entry = join(import.meta.dirname, '../../src-main/hosts/headless/entry.ts');

interface Outcome {
  status: number | null;
  stdout: string;
  stderr: string;
}

/** Runs `meetmemo` as a shell would. `meanwhile` gets the child, to send it a signal or input. */
function meetmemo(
  home: string,
  args: string[],
  meanwhile: (child: ReturnType<typeof spawn>, printed: string) => void = () => undefined,
): Promise<Outcome> {
  const child = spawn(process.execPath, [entry, '--home', home, ...args], {
    env: { ...process.env, MEETMEMO_CHECK_OUTPUT: '1' },
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
    meanwhile(child, stdout);
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  child.on('spawn', () => {
    meanwhile(child, '');
  });
  return new Promise((resolve) => {
    child.on('close', (status) => {
      resolve({ status, stdout, stderr });
    });
  });
}

test('call prints the result as JSON, and the next process finds what this one wrote', async () => {
  const home = tempHome();
  const made = await meetmemo(home, ['call', 'meetings.create', '{"title": "Zürich – 会議", "tags": ["a"]}']);
  expect(made).toMatchObject({ status: 0, stderr: '' });
  const { id } = JSON.parse(made.stdout) as { id: string };
  const got = await meetmemo(home, ['call', 'meetings.get', JSON.stringify({ id })]);
  expect(got.stdout).toBe(made.stdout);
});

test('call prints an error as JSON on standard error, with status 1', async () => {
  const home = tempHome();
  const cases: [string[], string][] = [
    [['call', 'meetings.get', '{"id": "x"}'], 'invalid_input'],
    [['call', 'meetings.get', '{"id": "00000000-0000-4000-8000-000000000000"}'], 'not_found'],
    [['call', 'meetings.get', '{not json'], 'invalid_input'],
    [['call', 'no.method'], 'unknown_method'],
    [['call', '__proto__.toString'], 'unknown_method'],
    [['call', 'meetings.created'], 'unknown_method'],
    [['call', 'meetings.list', '{}', '--out', join(tempHome(), 'file')], 'invalid_input'],
    [['call', 'logs.export', '{"format": "csv"}', '--out', join(home, 'new', 'file')], 'invalid_input'],
  ];
  for (const [args, code] of cases) {
    const { status, stdout, stderr } = await meetmemo(home, args);
    expect({ args, status, stdout }).toEqual({ args, status: 1, stdout: '' });
    const shape: unknown = JSON.parse(stderr);
    expect(shape).toEqual({
      code,
      message: expect.any(String) as string,
      details: expect.any(Object) as object,
    });
  }
});

test('input comes from standard input on request', async () => {
  const outcome = await meetmemo(tempHome(), ['call', 'meetings.create', '-'], (child, printed) => {
    if (printed === '') child.stdin?.end('{"title": "from a pipe"}');
  });
  expect(JSON.parse(outcome.stdout)).toMatchObject({ title: 'from a pipe' });
});

test('--out writes the file that a method returns, and leaves an existing one alone', async () => {
  const home = tempHome();
  const out = join(tempHome(), 'log.csv');
  const args = ['call', 'logs.export', '{"format": "csv"}', '--out', out];
  expect(await meetmemo(home, args)).toMatchObject({ status: 0 });
  expect(readFileSync(out, 'utf8')).toMatch(/^"time","level","message","fields"\r\n/);
  writeFileSync(out, 'mine');
  const again = await meetmemo(home, args);
  expect(again.status).toBe(1);
  expect(JSON.parse(again.stderr)).toMatchObject({ code: 'conflict' });
  expect(readFileSync(out, 'utf8')).toBe('mine');
});

test('what can not be understood ends with status 2 and one plain line', async () => {
  const home = tempHome();
  for (const args of [
    ['frobnicate'],
    ['call'],
    ['serve', '--port', '99999'],
    ['--colour'],
    ['call', 'a.b', '{}', 'more'],
    ['methods', 'meetings.get', 'more'],
    ['call', 'meetings.list', '--json'],
    ['search'],
    ['search', 'a', '--out', 'b'],
    ['export', 'a', '--format', 'md', '--out', ''],
    ['models'],
    ['models', 'eat'],
    ['models', 'download'],
    ['models', 'list', 'more'],
    ['models', 'import', 'a', 'b'],
  ]) {
    const { status, stdout, stderr } = await meetmemo(home, args);
    expect({ args, status, stdout }).toEqual({ args, status: 2, stdout: '' });
    expect(stderr.split('\n')).toHaveLength(3);
    expect(stderr).not.toMatch(/^ {4}at /m);
  }
});

test('search prints what it finds in a library that was never searched before, and has status 1 where there is nothing', async () => {
  const home = tempHome();
  const meeting = { title: 'Budget\u001b[2J', notes: 'About the second offer', startedAt: 1_700_000_000_000 };
  const made = await meetmemo(home, ['call', 'meetings.create', JSON.stringify(meeting)]);
  const { id } = JSON.parse(made.stdout) as { id: string };
  writeSpoken(home, [{ meetingId: id, lines: ['Hello.', 'What is the second offer?'], names: ['Zoë'] }]);
  const found = await meetmemo(home, ['search', '"second offer"', 'zoe']);
  expect(found).toEqual({
    status: 0,
    stderr: '',
    stdout: [
      `${id}  2023-11-14  Budget?[2J`,
      '    with Zoë',
      '    in the notes: About the second offer',
      '    0:16  What is the second offer?',
      '',
    ].join('\n'),
  });
  const json = await meetmemo(home, ['search', 'budget', '--json']);
  expect(JSON.parse(json.stdout)).toMatchObject({
    items: [{ meeting: { id }, isAbout: true }],
    total: 1,
    unready: 0,
  });
  expect(await meetmemo(home, ['search', 'nothing'])).toEqual({
    status: 1,
    stdout: 'Nothing was found.\n',
    stderr: '',
  });
});

test('models lists, takes in, refuses and removes', async () => {
  const home = tempHome();
  const file = join(tempHome(), 'mine.bin');
  const bytes = readFileSync(nanoModel);
  writeFileSync(file, Buffer.concat([bytes.subarray(0, -1), Buffer.of(1)]));
  const imported = await meetmemo(home, ['models', 'import', file]);
  expect(imported).toMatchObject({ status: 0, stderr: '' });
  const id = /^(mine-[0-9a-f]{8}) \(mine\): installed$/m.exec(imported.stdout)?.[1] ?? '';
  expect(imported.stdout).toContain(`\nNew transcriptions use ${id} (mine).\n`);
  const listed = await meetmemo(home, ['models', 'list', '--json']);
  const { models, usual } = JSON.parse(listed.stdout) as {
    models: { id: string; isInstalled: boolean }[];
    usual: string;
  };
  expect(usual).toBe(id);
  expect(models.filter(({ isInstalled }) => isInstalled).map((model) => model.id)).toEqual(['nano-en', id]);
  expect(await meetmemo(home, ['models', 'remove', id])).toMatchObject({
    status: 0,
    stdout: `${id}: removed\n`,
  });
  expect((await meetmemo(home, ['models', 'list'])).stdout).not.toContain(id);
  expect((await meetmemo(home, ['models', 'recommend'])).stdout).toMatch(/^speech: \S.*\nlanguage: \S.*\n$/);
  writeFileSync(file, 'junk');
  const refused = await meetmemo(home, ['models', 'import', file]);
  expect(refused).toMatchObject({ status: 1, stdout: '' });
  expect(refused.stderr).toBe('This is not a Whisper model in ggml format.\n');
  const asJson = await meetmemo(home, ['models', 'remove', 'gone', '--json']);
  expect(JSON.parse(asJson.stderr)).toMatchObject({ code: 'not_found' });
});

test('--help and methods tell what there is', async () => {
  const home = tempHome();
  expect((await meetmemo(home, ['--help'])).stdout).toContain('--home DIR');
  expect((await meetmemo(home, [])).stdout).toContain('meetmemo call');
  expect((await meetmemo(home, ['methods'])).stdout.split('\n')).toContain('meetings.create');
  const one = await meetmemo(home, ['methods', 'folders.rename', '--json']);
  expect(JSON.parse(one.stdout)).toMatchObject({ input: { required: ['id', 'name'] } });
  expect(await meetmemo(home, ['methods', 'no.method'])).toMatchObject({ status: 1, stdout: '' });
  expect((await meetmemo(home, ['--version'])).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
});

test('an interrupt cancels the call', async () => {
  const home = tempHome();
  await meetmemo(home, ['call', 'flags.set', '{"id": "profiler", "on": true}']);
  rmSync(join(home, 'library.lock'), { force: true });
  const running = await meetmemo(
    home,
    ['call', 'diagnostics.profile', '{"seconds": 60}'],
    (child, printed) => {
      if (printed !== '') return;
      // Once it has the library, it hears.
      void until('it has begun', () => existsSync(join(home, 'library.lock'))).then(() =>
        child.kill('SIGINT'),
      );
    },
  );
  expect(running.status).toBe(1);
  expect(JSON.parse(running.stderr)).toMatchObject({ code: 'cancelled' });
});

test('serve prints a link, keeps others out of the library, and ends well when asked to', async () => {
  const home = tempHome();
  let second: Promise<Outcome> | undefined;
  let firstPid: number | undefined;
  const served = await meetmemo(home, ['serve', '--port', '0'], (child, printed) => {
    if (second || !printed.includes('\n')) return;
    firstPid = child.pid;
    second = meetmemo(home, ['call', 'meetings.list']);
    void second.then(() => child.kill('SIGTERM'));
  });
  expect(served).toMatchObject({ status: 0, stderr: '' });
  expect(served.stdout).toMatch(/^MeetMemo is open at http:\/\/127\.0\.0\.1:\d+\/enter\?token=[\w-]{43}\n$/);
  const refused = await second;
  expect(refused?.status).toBe(1);
  expect(JSON.parse(refused?.stderr ?? '')).toMatchObject({
    code: 'library_busy',
    details: { pid: firstPid },
  });
  expect(await meetmemo(home, ['call', 'meetings.list'])).toMatchObject({ status: 0 });
});

test('serve takes the same port for a library each time, and any other while that one is taken', async () => {
  const home = tempHome();
  const portServed = async () => {
    const { stdout } = await meetmemo(home, ['serve'], (child, printed) => {
      if (printed.includes('\n')) child.kill('SIGTERM');
    });
    return Number(/127\.0\.0\.1:(\d+)/.exec(stdout)?.[1]);
  };
  const usual = await portServed();
  expect(usual).toBe(usualPort(home));
  expect(await portServed()).toBe(usual);
  const other = createServer().listen(usual, '127.0.0.1');
  await once(other, 'listening');
  expect(await portServed()).not.toBe(usual);
  other.close();
});

test('meetings of one title are told apart by when, how long and where, each with its id', async () => {
  const home = tempHome();
  const folder = await meetmemo(home, ['call', 'folders.create', '{"name": "Research\\u202b"}']);
  const { id: folderId } = JSON.parse(folder.stdout) as { id: string };
  const title = 'Stand-up';
  const draft = { title, folderId, startedAt: new Date(2023, 10, 14, 22, 13).getTime() };
  const made = await meetmemo(home, ['call', 'meetings.create', JSON.stringify(draft)]);
  const { id } = JSON.parse(made.stdout) as { id: string };
  const file = join(tempHome(), 'long.json');
  const long = {
    ...{ format: 'meetmemo-meeting', formatVersion: 1, title, durationMs: 3_723_000, tags: [], notes: '' },
    ...{ startedAt: new Date(2023, 10, 16, 3).getTime(), bookmarks: [], speakers: [] },
    ...{ transcript: null, summary: null },
  };
  writeFileSync(file, JSON.stringify(long));
  const imported = await meetmemo(home, ['import', file, '--json']);
  const { items } = JSON.parse(imported.stdout) as { items: { meetingId: string }[] };
  const again = await meetmemo(home, ['import', file]);
  expect(again.stdout).toBe('long.json: in the library already (--again imports it all the same)\n');
  const { status, stdout, stderr } = await meetmemo(home, ['export', title]);
  expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
  expect(stderr.split('\n')).toEqual([
    'Several meetings have this title. Name one by its id:',
    `  ${items[0]?.meetingId ?? ''}  2023-11-16 03:00, 1:02:03, in no folder`,
    `  ${id}  2023-11-14 22:13, in Research?`,
    '',
  ]);
});

test('what of an export is missing, or not found, is said by the names that were typed', async () => {
  const home = tempHome();
  const titles = ['Nothing at all', 'Reunión de ventas'];
  for (const title of titles)
    await meetmemo(home, ['call', 'meetings.create', JSON.stringify({ title, notes: 'Said' })]);
  const out = tempHome();
  const partly = await meetmemo(home, ['export', ...titles, '--format', 'md,srt', '--out', out]);
  expect(partly.status).toBe(1);
  for (const title of titles) expect(partly.stderr).toContain(`Not exported: ${title} as srt. `);

  const empty = join(out, 'empty');
  const wrong = await meetmemo(home, ['export', 'Nothing\u202eat', ...titles, 'No', '--out', empty]);
  expect(wrong).toEqual({
    ...{ status: 1, stdout: '' },
    stderr: 'Nothing?at: There is no meeting of this name.\nNo: There is no meeting of this name.\n',
  });
  expect(existsSync(empty)).toBe(false);
  const logs = await meetmemo(home, ['call', 'logs.export', '{"format": "csv"}']);
  expect(logs.stdout).not.toMatch(/Nothing|Reuni/);
});
