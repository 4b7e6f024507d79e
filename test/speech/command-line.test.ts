import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Job } from '../../src-main/contract/jobs.ts';
import type { Guard, Transcript } from '../../src-main/contract/transcripts.ts';
import { changeLibrary } from '../support/library-file.ts';
import { meetmemoEntry, startProgram } from '../support/program.ts';
import { nanoModel, wordErrors } from '../support/sample.ts';
import { sharedHome, tempHome } from '../support/temp-home.ts';
import { speech } from '../support/sounds.ts';
import { toneWav } from '../support/tones.ts';
import { until } from '../support/until.ts';

const sample = join(import.meta.dirname, '../../resources/sample/sample-meeting');
const script = (JSON.parse(readFileSync(`${sample}.json`, 'utf8')) as { text: string }[])
  .map(({ text }) => text)
  .join(' ');
const home = sharedHome();

const start = (args: string[], library = home) =>
  startProgram(meetmemoEntry, ['--home', library, ...args], { env: { MEETMEMO_CHECK_OUTPUT: '1' } });

async function meetmemo(args: string[], library = home) {
  const program = start(args, library);
  const { status } = await program.ended;
  return { status, stdout: program.lines.join('\n'), stderr: program.stderr() };
}

const jobsOf = async () => (JSON.parse((await meetmemo(['jobs', '--json'])).stdout) as { jobs: Job[] }).jobs;

test('transcribe prints the words of a file, and tells beside them how far it is', async () => {
  const { status, stdout, stderr } = await meetmemo(['transcribe', `${sample}.m4a`]);
  expect({ status, stderr }).toMatchObject({ status: 0 });
  expect(wordErrors(stdout, script)).toBeLessThan(0.1);
  expect(stderr).toMatch(/^Transcribing sample-meeting: \d+ %\n(.*\n)*Transcribing sample-meeting: done\n$/m);
  expect(stderr).not.toContain('\u001b');
});

test('what can not come to anything is refused before anything is done', async () => {
  const library = tempHome();
  const refused = async (...args: string[]) => {
    const { status, stdout, stderr } = await meetmemo(['transcribe', ...args], library);
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    return stderr;
  };
  const file = `${sample}.m4a`;
  expect(await refused(file, '--out', '/proc/new/below')).toBe(
    'Nothing can be written to the folder of --out.\n',
  );
  expect(await refused(file, '--model', 'gone')).toContain('model');
  expect(await refused(file, '--model', 'nano-en', '--language', 'de')).toContain('understands English only');
  expect(await refused(join(sample, '..'))).toMatch(/^This is a folder\./);
  expect(await refused(file.replace('sample-meeting', 'none'))).toContain('no file and no meeting');
  const endless = ['--model', 'nano-en', '--prompt', 'x'.repeat(5001)];
  const tooLong = 'The input is not valid: “prompt” is too long: at most 5000.\n';
  expect(await refused(file, ...endless)).toBe(tooLong);
  expect(await meetmemo(['process', file, '--out', tempHome(), ...endless], library)).toMatchObject({
    ...{ status: 1, stdout: '', stderr: tooLong },
  });
  expect(await meetmemo(['jobs', 'cancel', 'nope'], library)).toMatchObject({
    status: 1,
    stderr: 'There is no job of this id. meetmemo jobs lists them.\n',
  });
  expect((await meetmemo(['jobs', 'resume'], library)).stdout).toMatch(
    /^The queue is no longer paused\..* retry ID/,
  );
  expect(await meetmemo(['transcribe', file, '--format', 'odt'], library)).toMatchObject({ status: 2 });
  expect(await meetmemo(['transcribe', ''], library)).toMatchObject({
    status: 2,
    stderr: expect.stringContaining('transcribe takes one file, or one meeting') as string,
  });
  expect(await meetmemo(['call', 'meetings.list'], library)).toMatchObject({
    stdout: expect.stringContaining('"items": []') as string,
  });
});

test('names in a script that a model of English can not know are left out, which is told and kept', async () => {
  const library = tempHome();
  const wanted = Array.from({ length: 300 }, (_, index) => `王小明${index}`);
  const settings = JSON.stringify({ vocabulary: wanted.join('，') });
  expect(await meetmemo(['call', 'settings.update', settings], library)).toMatchObject({ status: 0 });
  const { status, stdout, stderr } = await meetmemo(
    ['transcribe', `${sample}.m4a`, '--model', 'nano-en', '--prompt', 'Ольга, 東京'],
    library,
  );
  expect({ status, stderr }).toMatchObject({ status: 0 });
  expect(stdout).toBe((await meetmemo(['export', 'sample-meeting'])).stdout);
  expect(stderr).toMatch(
    /^This model knows English only: names and terms with letters other than Latin ones were left out\.$/m,
  );
  const { stdout: exported } = await meetmemo(['export', 'sample-meeting', '--format', 'json'], library);
  expect(JSON.parse(exported)).toMatchObject({
    transcript: { provenance: { options: { prompt: '' }, leftOut: [...wanted, 'Ольга', '東京'].join(', ') } },
  });
});

test('that there is a transcript already is told where another is made, and not where that is refused', async () => {
  const library = tempHome();
  const heard = await meetmemo(['transcribe', `${sample}.m4a`, '--model', 'nano-en'], library);
  expect(heard.status).toBe(0);
  expect(await meetmemo(['transcribe', 'sample-meeting', '--language', 'de'], library)).toEqual({
    status: 1,
    stdout: '',
    stderr: 'This model understands English only, and does not translate.\n',
  });
});

test('a command whose standard error is closed does its work all the same', async () => {
  const [library, out] = [tempHome(), tempHome()];
  const program = start(['transcribe', speech, '--model', 'nano-en', '--out', out], library);
  program.child.stderr.destroy();
  expect(await program.ended).toMatchObject({ status: 0 });
  expect(readdirSync(out)).toEqual(['speech.txt']);
});

test('transcribe writes several formats to a folder, and wants one where it prints', async () => {
  const [library, out] = [tempHome(), tempHome()];
  const args = ['transcribe', speech, '--model', 'nano-en', '--format', 'srt,vtt'];
  expect(await meetmemo([...args, '--out', out], library)).toMatchObject({
    status: 0,
    stdout: ['srt', 'vtt'].map((ending) => join(out, `speech.${ending}`)).join('\n'),
  });
  for (const [ending, head] of [
    ['srt', '1\r\n'],
    ['vtt', 'WEBVTT'],
  ] as const)
    expect(readFileSync(join(out, `speech.${ending}`), 'utf8').slice(0, head.length)).toBe(head);
  expect(await meetmemo(args, library)).toMatchObject({
    ...{ status: 2, stdout: '' },
    stderr: expect.stringContaining('Several formats are written to the folder of --out') as string,
  });
});

test('where nobody says a word, that is said, nothing is written, and the exit status tells', async () => {
  const [library, out] = [tempHome(), tempHome()];
  const file = join(tempHome(), 'tone.wav');
  writeFileSync(file, toneWav({ seconds: 1 }));
  for (const to of [[], ['--out', out]]) {
    const { status, stdout, stderr } = await meetmemo(
      ['transcribe', file, '--model', 'nano-en', ...to],
      library,
    );
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toMatch(/\nNo words were found\.\n$/);
  }
  expect(readdirSync(out)).toEqual([]);
});

test('export prints what there is, without a run, as often as asked', async () => {
  const printed = await meetmemo(['export', 'sample-meeting']);
  expect(printed).toMatchObject({ status: 0, stderr: '' });
  expect(wordErrors(printed.stdout, script)).toBeLessThan(0.1);
  const { status, stdout } = await meetmemo(['export', 'sample-meeting', '1', '--format', 'json']);
  expect(status).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({
    ...{ format: 'meetmemo-meeting', formatVersion: 1, title: 'sample-meeting' },
    transcript: {
      ...{ version: 1, state: 'complete', language: 'en', isEdited: false },
      provenance: {
        modelId: 'nano-en',
        modelSha256: createHash('sha256').update(readFileSync(nanoModel)).digest('hex'),
        appVersion: expect.stringMatching(/^\d+\.\d+/) as string,
        options: { language: 'auto', skipSilence: true },
      },
    },
  });
  expect(await meetmemo(['export', 'sample-meeting', '2'])).toMatchObject({
    ...{ status: 1, stdout: '' },
    stderr: 'There is no such version. There are:\n  1: Nano, en, shown\n',
  });
  expect(await jobsOf()).toHaveLength(1);
});

test('summarize finds what the sample meeting decided, and who does what by when', async () => {
  const { status, stdout } = await meetmemo(['summarize', 'sample-meeting']);
  expect(status).toBe(0);
  expect(stdout).toContain('*Quick summary (no AI model), Minutes*');
  const time = String.raw`\((?:\d+:\d\d(?:, )?)+\)`;
  const [, decisions = ''] = /## Decisions\n\n([^]*?)\n\n/.exec(stdout) ?? [];
  expect(decisions).toMatch(new RegExp(`^- The launch moves to Tuesday, the fourteenth of May. ${time}$`));
  expect(stdout).toMatch(new RegExp(`^- \\*\\*David, by Thursday:\\*\\* .*cost report.* ${time}$`, 'm'));
  expect(stdout).toMatch(new RegExp(`^- \\*\\*Robert, by Monday:\\*\\* .*support guide.* ${time}$`, 'm'));
  const claims = stdout.split('\n').filter((line) => line.startsWith('- '));
  expect(claims.filter((line) => !new RegExp(`${time}$`).test(line))).toEqual([]);
});

test('after kill -9 the same command takes the work up, an interrupt cancels it, and retry goes on from there', async () => {
  const before = await meetmemo(['export', 'sample-meeting']);
  // As if a person had worked on it.
  changeLibrary(home, (db) => db.exec('UPDATE transcripts SET is_edited = 1'));
  const killed = start(['transcribe', 'sample-meeting']);
  await until('a tenth', () => /: [1-9]0 %/.test(killed.stderr()));
  await killed.kill();
  expect(killed.stderr()).toMatch(/^It has a transcript already, which meetmemo export \S+ prints\./);
  const [left] = (await jobsOf()).map(({ id, state, doneMs }) => ({ id, state, hasBegun: doneMs > 0 }));
  expect(left).toMatchObject({ state: 'queued', hasBegun: true });

  const out = tempHome();
  const program = start(['transcribe', 'sample-meeting', '--format', 'srt', '--out', out]);
  await until('two tenths', () => /(: [1-9]0 %[^]*){2}/.test(program.stderr()));
  program.child.kill('SIGINT');
  expect((await program.ended).status).toBe(1);
  expect(readdirSync(out)).toEqual([]);
  expect(program.stderr()).not.toContain(': 0 %');
  const id = /The first \d+:\d\d of 2:16 are kept; meetmemo jobs retry (\S+) goes on/.exec(
    program.stderr(),
  )?.[1];
  expect(id).toBe(left?.id);
  expect((await meetmemo(['jobs'])).stdout).toContain(`${id ?? 'none'}  sample-meeting: cancelled`);

  const retried = await meetmemo(['jobs', 'retry', id ?? '']);
  expect(retried).toMatchObject({ status: 0, stdout: `${id ?? ''}  sample-meeting: done` });
  expect(await meetmemo(['export', 'sample-meeting', '2'])).toEqual({
    ...{ status: 0, stdout: before.stdout },
    stderr: 'This is version 2. Version 1, which was edited, stays the one that is shown.\n',
  });
});

test('process brings a file in and its PDF and Markdown out; export writes many formats, a zip, and JSON that is read again', async () => {
  const out = tempHome();
  const done = await meetmemo(['process', `${sample}.m4a`, '--out', out]);
  expect(done).toMatchObject({
    status: 0,
    stdout: ['pdf', 'md'].map((ending) => join(out, `sample-meeting.${ending}`)).join('\n'),
  });
  expect(readFileSync(join(out, 'sample-meeting.pdf'), 'latin1')).toMatch(/^%PDF-1.7/);
  expect(
    wordErrors(readFileSync(join(out, 'sample-meeting.md'), 'utf8').split('## Transcript')[1] ?? '', script),
  ).toBeLessThan(0.2);
  const minutes = readFileSync(join(out, 'sample-meeting.md'), 'utf8');
  for (const part of [/Tuesday/, /\[ \] .*David.*Thursday/, /\[ \] .*Robert.*Monday/])
    expect(minutes.split('## Transcript')[0]).toMatch(part);
  expect(await meetmemo(['process', `${sample}.m4a`])).toMatchObject({ status: 2 });

  const args = ['export', 'sample-meeting', '--format', 'json,docx,srt', '--out', out];
  expect(await meetmemo(args)).toMatchObject({ status: 0 });
  expect(await meetmemo([...args, '--zip'])).toMatchObject({
    ...{ status: 0, stdout: join(out, 'sample-meeting.zip') },
  });
  const file = join(out, 'sample-meeting.json');
  const other = join(tempHome(), 'library');
  expect(await meetmemo(['import', file], other)).toMatchObject({ status: 0 });
  const { stdout } = await meetmemo(['export', 'sample-meeting', '--format', 'json'], other);
  expect(JSON.parse(stdout)).toEqual(JSON.parse(readFileSync(file, 'utf8')));
  const { stdout: schema } = await meetmemo(['export', '--schema']);
  expect(JSON.parse(schema)).toMatchObject({ properties: { format: { const: 'meetmemo-meeting' } } });
});

test('of a sound that was cut off since it came, what is left is transcribed, and what lacks is to be looked at', async () => {
  const library = tempHome();
  const speech = join(import.meta.dirname, '../audio/speech.wav');
  expect(await meetmemo(['import', speech], library)).toMatchObject({ status: 0 });
  const call = async (method: string, input: object) =>
    JSON.parse((await meetmemo(['call', method, JSON.stringify(input)], library)).stdout) as unknown;
  const { items } = (await call('meetings.list', { limit: 1 })) as { items: { id: string }[] };
  const meetingId = items[0]?.id ?? '';
  const sound = join(library, 'media', meetingId, 'sound');
  truncateSync(sound, 44 + 10 * 32_000);
  const transcribe = () => meetmemo(['transcribe', meetingId, '--model', 'nano-en'], library);
  expect(await transcribe()).toMatchObject({ status: 0 });
  const { transcripts } = (await call('transcripts.list', { meetingId })) as { transcripts: Transcript[] };
  expect(transcripts).toMatchObject([{ state: 'complete' }]);
  const { guards } = (await call('transcripts.guards', { id: transcripts[0]?.id })) as { guards: Guard[] };
  const lacks = guards.filter(({ reason }) => reason === 'crashed');
  expect(lacks).toMatchObject([{ endMs: 20_000, isSettled: false }]);
  expect(Math.abs((lacks[0]?.startMs ?? 0) - 10_000)).toBeLessThan(50);
  truncateSync(sound, 44);
  expect(await transcribe()).toMatchObject({ status: 1, stdout: '' });
});

test('a meeting whose words are good enough for tests alone wants a real model', async () => {
  const own = tempHome();
  const file = join(own, 'tone.wav');
  writeFileSync(file, toneWav());
  const { status, stdout, stderr } = await meetmemo(['transcribe', file], join(own, 'library'));
  expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
  expect(stderr).toMatch(/No speech model is installed/);
});

test('what can not be found or understood is said plainly', async () => {
  expect(await meetmemo(['transcribe', 'No such talk'])).toMatchObject({
    ...{ status: 1, stdout: '' },
    stderr: 'There is no file and no meeting of this name.\n',
  });
  for (const args of [
    ['transcribe'],
    ['transcribe', 'a', '--format', 'doc'],
    ['jobs', 'frobnicate'],
    ['export', 'a', 'b'],
    ['devices', 'x'],
  ])
    expect(await meetmemo(args)).toMatchObject({ status: 2, stdout: '' });
});

test('devices tells what runs, once measured', async () => {
  const { status, stdout } = await meetmemo(['devices']);
  expect(status).toBe(0);
  expect(stdout).toMatch(/^\*\s+\S+/m);
  const { stdout: json } = await meetmemo(['devices', '--json']);
  const { devices, triedAt } = JSON.parse(json) as { devices: { isChosen: boolean }[]; triedAt: number };
  expect(devices.filter(({ isChosen }) => isChosen)).toHaveLength(1);
  expect(triedAt).toBeGreaterThan(0);
});
