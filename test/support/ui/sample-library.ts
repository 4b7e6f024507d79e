import type { Api } from '../../../src-main/contract/index.ts';

const HOUR = 3_600_000;

const visit = `She keeps two notebooks. One for what was said, one for what she thinks about it, and the second is never shown to anyone.

What she asks for is simple: to find the sentence again. Not the file, not the day, the sentence. “I remember the voice, not the date.”

Three things to take with us
– Search has to forgive. She types half a word and waits.
– A recording that might be lost is worse than none. She still writes everything down, just in case.
– Names first. A page without names is a page she will not read.

Next visit in two weeks, this time in the archive.`;

const subjects: readonly [title: string, notes: string, tags: string[], folder: string | null][] = [
  ['Marta Oliveira, first visit', visit, ['interview', 'field work'], 'Research'],
  [
    'Weekly planning',
    'Packaging moves to Thursday. Jonas asks for one more day on the importer.',
    ['team'],
    'Team',
  ],
  ['Supplier call: paper samples', 'The 90 g cream is back in stock. Samples leave on Monday.', [], null],
  [
    'Lecture 4: Memory and attention',
    'We recognise far more than we recall. Cues beat effort.',
    ['lecture'],
    null,
  ],
  [
    'One-to-one with Jonas',
    'Wants to learn audio. Pair him with Ines for the first recording.',
    ['team'],
    'Team',
  ],
  [
    'Design review: the list',
    'Fewer lines. The date speaks for itself, so let it stand alone.',
    ['design', 'team'],
    null,
  ],
  [
    'Archive tour with Dr. Brandt',
    'Eleven thousand tapes, four of them digitised.',
    ['interview', 'field work'],
    'Research',
  ],
  ['Kick-off with Hafen & Söhne', '', ['client'], 'Clients'],
  ['Retrospective', 'Keep: quiet mornings. Stop: deciding in the hallway.', ['team'], 'Team'],
  [
    'Usability round two',
    'Five of six found the folder without help. The sixth found a better way.',
    ['interview'],
    'Research',
  ],
  ['Budget, second quarter', 'Travel is half of what we planned. Storage is double.', ['client'], 'Clients'],
  ['Book club: The Notebook', '', [], null],
];

/** What a library looks like after some weeks of use. */
export async function fillLibrary(api: Api, now = Date.now()): Promise<void> {
  const folders = new Map<string, string>();
  for (const name of ['Clients', 'Research', 'Team'])
    folders.set(name, (await api.folders.create({ name })).id);
  const meetings = Array.from({ length: 60 }, (_, index) => {
    const [title, notes, tags, folder] = subjects[index % subjects.length] ?? ['', '', [], null];
    const round = Math.floor(index / subjects.length);
    const day = new Date(now - Math.floor(index / 3) * 26 * HOUR);
    day.setHours(16 - (index % 3) * 3, (index * 25) % 60, 0, 0);
    return {
      title: round === 0 ? title : `${title}, ${String(round + 1)}`,
      notes: round === 0 ? notes : notes.slice(0, 80),
      tags,
      startedAt: Math.min(day.getTime(), now - (index + 1) * 1.4 * HOUR),
      folderId: folders.get(folder ?? '') ?? null,
    };
  });
  await api.meetings.createMany({ meetings });
  const { items } = await api.meetings.list({ sort: { by: 'startedAt', order: 'ascending' }, limit: 4 });
  await api.meetings.trash({ ids: items.map(({ id }) => id) });
}
