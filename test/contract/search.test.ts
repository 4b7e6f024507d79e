import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Api } from '../../src-main/contract/index.ts';
import type { Hit, Marked } from '../../src-main/contract/search.ts';
import { leavesOf, overwritePages, pageCount } from '../support/damage.ts';
import { openTestCore } from '../support/open-test-core.ts';
import { randomFrom } from '../support/random.ts';
import { seed } from '../support/seed.ts';
import { writeSpoken } from '../support/spoken.ts';
import { tempHome } from '../support/temp-home.ts';
import { until } from '../support/until.ts';

/** Waits until every meeting has been looked into: a busy machine may take its time. */
const ready = (api: Api) =>
  until('the index is ready', async () => {
    const { ready: done, total } = await api.search.status();
    const { unready } = await api.search.find({ text: 'x' });
    return done === total && unready === 0;
  });

const marked = ({ text, marks }: Marked) => marks.map(({ start, end }) => text.slice(start, end));
const titles = (items: readonly Hit[]) => items.map(({ meeting }) => meeting.title);
const found = async (api: Api, text: string) => titles((await api.search.find({ text, limit: 100 })).items);

/** The files of the library that hold a word somewhere. */
const holding = (home: string, word: string) =>
  readdirSync(home)
    .filter((name) => /^(library|search)\.db/.test(name))
    .filter((name) => readFileSync(join(home, name)).toString('latin1').toLowerCase().includes(word));

async function openWithTalk() {
  const home = tempHome();
  const core = openTestCore(home);
  const { api } = core.connect();
  const talk = await api.meetings.create({
    title: 'Monday',
    notes: 'Ask for a second offer',
    startedAt: 1000,
  });
  const about = await api.meetings.create({ title: 'The offer', startedAt: 500 });
  const other = await api.meetings.create({ title: 'Tuesday', startedAt: 2000 });
  const [transcript = ''] = writeSpoken(home, [
    {
      meetingId: talk.id,
      lines: [
        'Good morning to you all.',
        'The budget is up by half.',
        'Zoë has the new budget for next',
        'year, I hope.',
      ],
      names: ['Åsa Berg', 'Tom'],
    },
  ]);
  await api.transcripts.choose({ id: transcript });
  return { home, core, api, talk, about, other, transcript };
}

test('words are found in titles, notes, names and in what is said, with the moment', async () => {
  const { api, transcript } = await openWithTalk();
  const { items, total, unready } = await api.search.find({ text: 'offer' });
  expect(titles(items)).toEqual(['The offer', 'Monday']);
  expect({ total, unready }).toEqual({ total: 2, unready: 0 });
  expect(items.map(({ isAbout }) => isAbout)).toEqual([true, false]);
  expect(marked(items[0]?.title ?? { text: '', marks: [] })).toEqual(['offer']);
  expect(items[1]?.notes && marked(items[1].notes)).toEqual(['offer']);

  const [byName] = (await api.search.find({ text: 'berg asa' })).items;
  expect(byName).toMatchObject({ meeting: { title: 'Monday' }, isAbout: true });
  expect(byName?.people.map(marked)).toEqual([['Åsa', 'Berg']]);

  const said = (await api.search.find({ text: 'budget' })).items;
  expect(said).toMatchObject([{ meeting: { title: 'Monday' }, momentCount: 2, isCounted: true }]);
  const { segments } = await api.transcripts.segments({ id: transcript });
  expect(said[0]?.moments).toMatchObject([
    { segmentId: segments[1]?.id, startMs: 11_667, endMs: 13_333, text: 'The budget is up by half.' },
    { segmentId: segments[2]?.id, startMs: 25_714, endMs: 27_143 },
  ]);
  expect(said[0]?.moments.map(marked)).toEqual([['budget'], ['budget']]);

  // The moments in which most of the words are said.
  const best = (await api.search.find({ text: 'zoe budget' })).items[0];
  expect(best?.moments.map(({ text }) => text)).toEqual(['Zoë has the new budget for next']);
  expect(best?.moments.map(marked)).toEqual([['Zoë', 'budget']]);
  // A phrase goes on from one segment to the next.
  expect(await found(api, '"next year"')).toEqual(['Monday']);
  expect(await found(api, '"next ye')).toEqual(['Monday']);
  expect(await found(api, '"year next"')).toEqual([]);
  // It holds both words, but not so.
  expect(await api.search.find({ text: '"the ye' })).toMatchObject({ items: [], total: 0 });
  // All of the words, wherever they stand.
  expect(await found(api, 'tom bud second monday')).toEqual(['Monday']);
  expect(await found(api, 'tom bud nothing')).toEqual([]);
});

test('within one meeting every place is told', async () => {
  const { api, talk, other, transcript } = await openWithTalk();
  const { places } = await api.search.within({ meetingId: talk.id, text: 'new the budget' });
  expect(places.map(({ startMs, isMoment }) => [startMs, isMoment])).toEqual([
    [10_000, false],
    [11_667, false],
    [22_857, true],
    [24_286, false],
    [25_714, false],
  ]);
  const { segments } = await api.transcripts.segments({ id: transcript });
  expect(
    places.map(({ segmentId, start, end }) =>
      segments.find(({ id }) => id === segmentId)?.text.slice(start, end),
    ),
  ).toEqual(['The', 'budget', 'the', 'new', 'budget']);
  expect(await api.search.within({ meetingId: other.id, text: 'the' })).toEqual({ places: [] });
  await expect(api.search.within({ meetingId: crypto.randomUUID(), text: 'x' })).rejects.toMatchObject({
    code: 'not_found',
  });
});

test('what changes is found as it is now', async () => {
  const { home, api, talk, transcript } = await openWithTalk();
  expect(await found(api, 'half')).toEqual(['Monday']);
  await api.meetings.update({ id: talk.id, title: 'Wednesday', notes: 'nothing more' });
  expect(await found(api, 'wedn nothing')).toEqual(['Wednesday']);
  expect(await found(api, 'second')).toEqual([]);

  const { segments } = await api.transcripts.segments({ id: transcript });
  await api.edits.setText({ id: segments[1]?.id ?? '', text: 'The budget is up by a third.' });
  expect(await found(api, '"by a third"')).toEqual(['Wednesday']);
  expect(await found(api, 'half')).toEqual([]);
  await api.edits.undo({ meetingId: talk.id });
  expect(await found(api, 'half')).toEqual(['Wednesday']);

  const { speakers } = await api.speakers.list({ meetingId: talk.id });
  await api.speakers.rename({ id: speakers.find(({ name }) => name === 'Tom')?.id ?? '', name: 'Thomas' });
  expect(await found(api, 'thomas')).toEqual(['Wednesday']);

  const [second = ''] = writeSpoken(home, [
    { meetingId: talk.id, lines: ['Quite other words.'], isChosen: false },
  ]);
  await api.transcripts.choose({ id: second });
  expect(await found(api, 'quite')).toEqual(['Wednesday']);
  expect(await found(api, 'half')).toEqual([]);
  await api.transcripts.remove({ id: second });
  expect(await found(api, 'quite')).toEqual([]);
  expect(await found(api, 'half')).toEqual(['Wednesday']);
});

test('filters, sorts and the trash go with the search', async () => {
  const { api } = openTestCore().connect();
  const [a, b, c] = (
    await api.meetings.createMany({
      meetings: [
        { title: 'First plan', startedAt: 10, tags: ['work'] },
        { title: 'Second plan', startedAt: 20 },
        { title: 'Third', notes: 'plan', startedAt: 30, tags: ['work'] },
      ],
    })
  ).meetings;
  const ids = async (more: object) =>
    (await api.search.find({ text: 'plan', ...more })).items.map(({ meeting }) => meeting.id);
  expect(await ids({})).toEqual([b?.id, a?.id, c?.id]);
  expect(await ids({ sort: { by: 'title', order: 'ascending' } })).toEqual([a?.id, b?.id, c?.id]);
  expect(await ids({ filter: { tags: ['work'] } })).toEqual([a?.id, c?.id]);
  expect(await ids({ filter: { from: 15 } })).toEqual([b?.id, c?.id]);
  await api.meetings.trash({ ids: [a?.id ?? ''] });
  expect(await ids({})).toEqual([b?.id, c?.id]);
  expect(await ids({ filter: { trashed: true } })).toEqual([a?.id]);
  for (const cursor of ['x', 'about.x', 'others.x', 'nowhere.'])
    await expect(api.search.find({ text: 'plan', cursor }), cursor).rejects.toMatchObject({
      code: 'invalid_input',
    });
});

/** Words that begin alike, stand in several scripts, and fold. */
const vocabulary = [
  'bud',
  'budget',
  'Budgets',
  'plan',
  'Plän',
  'a',
  'an',
  'Straße',
  '会',
  '議',
  '会議',
  'x-ray',
  'é',
];

test('whatever is written is found like by reading all of it, page by page', async () => {
  const next = randomFrom(seed);
  const some = (most: number) =>
    Array.from({ length: next(most + 1) }, () => vocabulary[next(vocabulary.length)]).join(' ');
  const home = tempHome();
  const { api } = openTestCore(home).connect();
  const drafts = Array.from({ length: 40 }, (_, index) => ({
    title: `${some(2)} #`,
    notes: some(6),
    startedAt: next(5),
    index,
  }));
  const { meetings } = await api.meetings.createMany({
    meetings: drafts.map(({ index: _index, ...draft }) => draft),
  });
  const said = meetings.map(({ id }) => ({
    meetingId: id,
    lines: Array.from({ length: next(4) }, () => some(8)),
  }));
  const transcripts = writeSpoken(home, said);
  await api.transcripts.choose({ id: transcripts[0] ?? '' });
  await ready(api);

  const { readQuery, rangesIn } = await import('../../src-main/features/search/query.ts');
  const isFound = (at: number, typed: string) =>
    readQuery(typed).every((phrase) =>
      [meetings[at]?.title ?? '', drafts[at]?.notes ?? '', (said[at]?.lines ?? []).join(' ')].some(
        (text) => rangesIn(text, [phrase]).length > 0,
      ),
    );
  // What goes from one segment into the next is found, but has no place of its own that could be marked.
  const hasPlace = (at: number, typed: string) =>
    readQuery(typed).some((phrase) =>
      [meetings[at]?.title ?? '', drafts[at]?.notes ?? '', ...(said[at]?.lines ?? [])].some(
        (text) => rangesIn(text, [phrase]).length > 0,
      ),
    );
  const word = fc.constantFrom(...vocabulary, 'b', 'budge', 'pl', 'str', 'strass', 'xr', 'x-r');
  const query = fc
    .array(
      fc.oneof(
        word,
        fc.tuple(word, word).map((pair) => `"${pair.join(' ')}"`),
      ),
      { minLength: 1, maxLength: 3 },
    )
    .map((words) => words.join(' '));
  const unclosed = fc.tuple(word, word).map((pair) => `"${pair.join(' ')}`);
  await fc.assert(
    fc.asyncProperty(fc.oneof(query, unclosed), fc.integer({ min: 1, max: 7 }), async (typed, limit) => {
      const hits: Hit[] = [];
      let cursor: string | null = null;
      do {
        const page = await api.search.find({ text: typed, limit, ...(cursor !== null && { cursor }) });
        hits.push(...page.items);
        cursor = page.next;
      } while (cursor !== null);
      const wanted = meetings.filter((_, at) => isFound(at, typed)).map(({ id }) => id);
      expect(hits.map(({ meeting }) => meeting.id).toSorted(), typed).toEqual(wanted.toSorted());
      for (const hit of hits) {
        const places = [hit.title, ...hit.moments, ...(hit.notes ? [hit.notes] : [])];
        const at = meetings.findIndex(({ id }) => id === hit.meeting.id);
        if (hasPlace(at, typed))
          expect(places.flatMap(marked), `${typed} in ${hit.meeting.title}`).not.toEqual([]);
      }
    }),
    { seed, numRuns: 150 },
  );
});

test('a library that comes without an index, or with one that is out of date, is searched all the same', async () => {
  const { home, core, api, talk } = await openWithTalk();
  await ready(api);
  await core.close();
  const index = join(home, 'search.db');
  const open = async () => {
    const own = openTestCore(home);
    const connection = own.connect();
    await ready(connection.api);
    return { own, api: connection.api };
  };
  // Words that came while nobody was there to index them.
  writeSpoken(home, [{ meetingId: talk.id, lines: ['Lately said.'], isChosen: false }]);
  for (const harm of [
    () => {
      rmSync(index);
    },
    () => {
      writeFileSync(index, 'no database at all, and yet it has the name of one');
    },
    () => {
      overwritePages(
        index,
        Array.from({ length: pageCount(index) - 1 }, (_, page) => page + 2),
      );
    },
  ]) {
    harm();
    const { own, api: again } = await open();
    expect(await found(again, 'budget')).toEqual(['Monday']);
    await own.close();
  }
  const { own, api: last } = await open();
  await last.search.rebuild();
  await ready(last);
  expect(await found(last, 'budget')).toEqual(['Monday']);
  await own.close();
});

test('where only the words of the index are damaged, the first search finds them all the same', async () => {
  const { home, core, api } = await openWithTalk();
  await ready(api);
  await core.close();
  const index = join(home, 'search.db');
  overwritePages(index, leavesOf(index, 'words_data'));
  const again = openTestCore(home).connect().api;
  expect(await found(again, 'budget')).toEqual(['Monday']);
});

test('a restored library is searched as it was then', async () => {
  const { api, talk } = await openWithTalk();
  const { name } = await api.library.backUp();
  await api.meetings.update({ id: talk.id, notes: 'zebra' });
  expect(await found(api, 'zebra')).toEqual(['Monday']);
  await api.library.restore({ name });
  expect(await found(api, 'zebra')).toEqual([]);
  expect(await found(api, 'second offer')).toEqual(['Monday']);
});

test('of a meeting that was deleted for good no word is left in the library, nor in the index', async () => {
  const { home, api, talk } = await openWithTalk();
  await api.meetings.update({ id: talk.id, notes: 'xylophone' });
  expect(await found(api, 'xylo')).toEqual(['Monday']);
  await api.meetings.update({ id: talk.id, notes: 'saxophone', title: 'Trombones' });
  expect(await found(api, 'saxo')).toEqual(['Trombones']);
  await api.meetings.trash({ ids: [talk.id] });
  await api.meetings.purge({ ids: [talk.id] });
  expect(readdirSync(home)).toContain('search.db');
  for (const word of ['xylop', 'saxop', 'trombo', 'budge', 'berg'])
    expect(holding(home, word), word).toEqual([]);
  expect(await found(api, 'offer')).toEqual(['The offer']);
});

test('of a version that was removed no word is left, and the rest of its meeting is found', async () => {
  const { home, api, transcript } = await openWithTalk();
  await ready(api);
  expect(await found(api, 'budget')).toEqual(['Monday']);
  expect(holding(home, 'budge')).not.toEqual([]);
  await api.transcripts.remove({ id: transcript });
  expect(holding(home, 'budge')).toEqual([]);
  expect(await found(api, 'budget')).toEqual([]);
  expect(await found(api, 'second offer')).toEqual(['Monday']);
});

test('a long meeting is found by words from all over it, and long notes by their last', async () => {
  const home = tempHome();
  const { api } = openTestCore(home).connect();
  const { id } = await api.meetings.create({
    title: 'Long',
    notes: `${'so it goes on '.repeat(40_000)}zanzibar`,
  });
  const lines = Array.from({ length: 3000 }, (_, line) => `word${line} is said and word${line}x follows`);
  const [transcript = ''] = writeSpoken(home, [{ meetingId: id, lines }]);
  await api.transcripts.choose({ id: transcript });
  await ready(api);
  for (const text of [
    'word0',
    'word1499x',
    'word2999x',
    '"word1234x follows word1235 is"',
    'zanzi',
    'word1 word2998 zanzibar',
  ])
    expect(await found(api, text), text).toEqual(['Long']);
  for (let line = 0; line < 2999; line += 97)
    expect(await found(api, `"word${line}x follows word${line + 1}"`), String(line)).toEqual(['Long']);
  expect(await found(api, '"word5 follows"')).toEqual([]);
});

test('saved searches are kept by their names', async () => {
  const { api } = openTestCore().connect();
  const filter = { trashed: false, tags: ['work'], days: 7 };
  const made = await api.searches.create({ name: 'Budget', text: '"the budget"', filter });
  expect(made).toMatchObject({ name: 'Budget', text: '"the budget"', filter });
  await expect(api.searches.create({ name: 'BUDGET' })).rejects.toMatchObject({ code: 'name_taken' });
  const other = await api.searches.create({ name: 'Anything' });
  expect((await api.searches.list()).searches).toEqual([other, made]);
  expect(await api.searches.rename({ id: made.id, name: 'budget' })).toMatchObject({ name: 'budget' });
  await expect(api.searches.rename({ id: made.id, name: 'anything' })).rejects.toMatchObject({
    code: 'name_taken',
  });
  expect(await api.searches.change({ id: made.id, text: 'plan' })).toMatchObject({
    text: 'plan',
    filter: { trashed: false },
  });
  await api.searches.remove({ id: made.id });
  expect((await api.searches.list()).searches).toEqual([other]);
  await expect(api.searches.remove({ id: made.id })).rejects.toMatchObject({ code: 'not_found' });
});

test('who looks for a person by a saved search goes on finding them under another name', async () => {
  const { api } = await openWithTalk();
  const filter = { people: ['åsa berg', 'Tom'], tags: ['x'] };
  const { id } = await api.searches.create({ name: 'Åsa', text: 'budget', filter });
  const other = await api.searches.create({ name: 'Others', filter: { people: ['Tom'] } });
  const told: string[] = [];
  api.searches.changed((search) => told.push(search.id));
  expect(await api.people.rename({ from: 'Åsa Berg', to: 'Åsa Lind' })).toEqual({ meetings: 1 });
  const now = async () =>
    Object.fromEntries((await api.searches.list({})).searches.map((own) => [own.id, own]));
  expect((await now())[id]).toMatchObject({
    ...{ id, name: 'Åsa', text: 'budget' },
    filter: { ...filter, people: ['Åsa Lind', 'Tom'] },
  });
  expect(told).toEqual([id]);
  await api.people.rename({ from: 'tom', to: 'åsa lind' });
  expect((await now())[id]?.filter.people).toEqual(['Åsa Lind']);
  expect((await now())[other.id]?.filter.people).toEqual(['åsa lind']);
});
