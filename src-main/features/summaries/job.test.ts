import { expect, onTestFinished, test } from 'vitest';
import { plantMeeting } from '../../../test/support/summaries.ts';
import { openTestCore } from '../../../test/support/open-test-core.ts';
import { tempHome } from '../../../test/support/temp-home.ts';
import type { Step } from '../../jobs/types.ts';
import { AppError } from '../../rpc/errors.ts';
import type { Db } from '../../storage/database.ts';
import { openLibrary } from '../../storage/library.ts';
import { migrations } from '../../storage/migrations/index.ts';
import { editSummary } from './edit.ts';
import { summaryJob } from './job.ts';
import type { Desk, Material, SummaryParts, Written } from './parts.ts';
import { summariesOf } from './rows.ts';
import { getTemplate } from './templates/rows.ts';

const provenance: Written['provenance'] = {
  ...{ method: 'llama', modelId: 'model', modelName: 'Model', modelSha256: null, device: 'CPU' },
  ...{ language: 'en', parts: 2, contextTokens: 1000, promptTokens: 1500 },
};
const nothing = { overview: [], topics: [], decisions: [], actions: [], questions: [] };
const saying = (text: string, ...citations: string[]): Written => ({
  content: { ...nothing, overview: [{ text, citations, support: 'found' }] },
  provenance,
});

/** Jobs over a real library, with a writer made for the test. */
async function open(write: (material: Material, desk: Desk) => Promise<Written>) {
  const home = tempHome();
  const core = openTestCore(home);
  const { id: meetingId } = await plantMeeting(core.connect().api, home);
  await core.close();
  const library = openLibrary({ home, migrations });
  onTestFinished(() => {
    library.close();
  });
  const events: { name: string; payload: unknown }[] = [];
  const parts: SummaryParts = {
    ...{ library, appVersion: '1.2.3' },
    emit: (name, payload) => void events.push({ name, payload }),
    settings: () => ({ summaryTemplate: 'minutes' }),
    findWriter: () => ({ modelId: 'model', writer: { write } }),
    addJob: () => {
      throw new Error('Nothing is added here');
    },
    jobsUnderWay: () => [],
    jobOptions: () => undefined,
    forgetWords: () => Promise.resolve(),
    forgetVersion: () => undefined,
    wakeQueue: () => undefined,
  };

  /** The least that a queue does, until a commit with that number, after which the process seems to end. */
  async function run(position: unknown = null, endAfter = Infinity) {
    const steps: Step[] = [];
    const controller = new AbortController();
    const commit = (step: Step, own?: (db: Db) => void) => {
      if (controller.signal.aborted) throw new AppError('cancelled', 'Stopped.');
      library.db.transaction(() => own?.(library.db));
      steps.push(step);
      if (steps.length === endAfter) controller.abort(new AppError('cancelled', 'Stopped.'));
    };
    const options = { ...getTemplate(library.db, 'minutes'), modelId: 'model' };
    const job = { ...{ id: 'job', meetingId, options, failures: 0 }, signal: controller.signal };
    const error: unknown = await summaryJob(parts)
      .run({ ...job, position, alive: () => undefined, commit })
      .then(
        () => undefined,
        (reason: unknown) => reason,
      );
    return { steps, error, position: steps.at(-1)?.position };
  }
  return { library, meetingId, events, run, versions: () => summariesOf(library.db, meetingId) };
}

test('what a writer claims is checked, and kept with what it was made by', async () => {
  const { run, versions, events } = await open(({ segments }, desk) => {
    desk.show('We have');
    return Promise.resolve({
      content: {
        ...saying('Everything is on fire in Lisbon', segments[0]?.id ?? '').content,
        decisions: [
          { text: segments[2]?.text ?? '', citations: [segments[2]?.id ?? ''], support: 'unsupported' },
        ],
      },
      provenance,
    });
  });
  const { steps, error } = await run();
  expect(error).toBeUndefined();
  expect(steps).toMatchObject([{ doneMs: steps[0]?.totalMs }]);
  const [made] = versions();
  expect(made).toMatchObject({
    ...{ state: 'complete', isChosen: true, isStale: false },
    content: { overview: [{ support: 'unsupported' }], decisions: [{ support: 'found' }] },
    provenance: { ...provenance, templateId: 'minutes', templateName: 'Minutes', appVersion: '1.2.3' },
  });
  expect(events).toEqual([
    { name: 'summaries.progressed', payload: { id: made?.id, meetingId: made?.meetingId, text: 'We have' } },
    { name: 'summaries.changed', payload: { meetingId: made?.meetingId, summaries: [made] } },
  ]);
});

/** Writes in two steps, with a draft after the first. */
const inTwo = (seen: unknown[]) => (_material: Material, desk: Desk) => {
  seen.push(desk.position);
  if (desk.position === undefined) desk.keep({ step: 1 }, 0.5, saying('A draft'));
  desk.signal.throwIfAborted();
  return Promise.resolve(saying('The end'));
};

test('a draft can be read, and what was begun goes on after a crash as the same version', async () => {
  const seen: unknown[] = [];
  const { run, versions } = await open(inTwo(seen));
  const { steps, position } = await run(null, 1);
  expect(steps).toMatchObject([{ doneMs: Math.round((steps[0]?.totalMs ?? 0) / 2) }]);
  expect(versions()).toMatchObject([{ state: 'partial', content: { overview: [{ text: 'A draft' }] } }]);
  const [{ id } = { id: '' }] = versions();
  await run(position);
  expect(versions()).toMatchObject([
    { id, version: 1, state: 'complete', content: { overview: [{ text: 'The end' }] } },
  ]);
  expect(seen).toEqual([undefined, { step: 1 }]);
});

test('of other words, or of what a person has changed, nothing is gone on with', async () => {
  const seen: unknown[] = [];
  const { run, versions, library } = await open(inTwo(seen));
  const { position } = await run(null, 1);
  const [draft] = versions();
  if (!draft) throw new Error('No draft');
  editSummary(library.db, draft.id, saying('Mine').content);
  await run(position);
  expect(versions()).toMatchObject([
    { version: 2, state: 'complete', isChosen: false },
    { version: 1, state: 'partial', isChosen: true, content: { overview: [{ text: 'Mine' }] } },
  ]);
  library.db.run(`DELETE FROM segments WHERE text = 'Good morning, everybody.'`);
  await run(position);
  expect(seen).toEqual([undefined, { step: 1 }, undefined]);
});

test('a draft that nobody needs any more goes when another summary is complete', async () => {
  const { run, versions } = await open(inTwo([]));
  await run(null, 1);
  await run();
  expect(versions()).toMatchObject([{ version: 2, state: 'complete', isChosen: true }]);
});

test('what was stopped leaves nothing of its end', async () => {
  const { run, versions } = await open(async (_material, desk) => {
    desk.keep(null, 0.1);
    await Promise.resolve();
    return saying('Too late');
  });
  const { error } = await run(null, 1);
  expect(error).toMatchObject({ code: 'cancelled' });
  expect(versions()).toEqual([]);
});

test('nothing is written of a transcript that was removed meanwhile', async () => {
  const removing: (() => void)[] = [];
  const { run, versions, library } = await open(({ segments: [first] }) => {
    for (const remove of removing) remove();
    return Promise.resolve(saying(first?.text ?? '', first?.id ?? ''));
  });
  removing.push(() => library.db.run('DELETE FROM transcripts'));
  const { error } = await run();
  expect(error).toMatchObject({ code: 'cancelled', message: 'The transcript was removed.' });
  expect(versions()).toEqual([]);
});

test('nor are notes kept of it for a next try', async () => {
  const removing: (() => void)[] = [];
  const { run, library } = await open(({ segments: [first] }, desk) => {
    for (const remove of removing) remove();
    desk.keep({ notes: first?.text }, 0.5);
    return Promise.resolve(saying(first?.text ?? '', first?.id ?? ''));
  });
  removing.push(() => library.db.run('DELETE FROM transcripts'));
  const { error, position } = await run();
  expect(error).toMatchObject({ code: 'cancelled', message: 'The transcript was removed.' });
  expect(position).toBeUndefined();
});
