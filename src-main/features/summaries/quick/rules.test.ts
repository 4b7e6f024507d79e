import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { summarizeQuickly } from '../../../../test/support/quick-summary.ts';
import { MOST_CLAIMS, SummaryContent } from '../../../contract/summaries.ts';
import { claimsOf } from '../claims.ts';
import type { Said } from '../parts.ts';

/** Lines of “Name: what they say”; without a name nobody knows who. */
const dialogue = (lines: string): Said[] =>
  lines
    .trim()
    .split('\n')
    .map((line, index) => {
      const [, speaker = '', text = ''] = /^\s*(?:(\p{L}+(?: \p{Lu}\p{L}+)?): )?(.*)$/u.exec(line) ?? [];
      const startMs = index * 4000;
      return {
        ...{ id: `s${index}`, startMs, endMs: startMs + 3900 },
        ...{ speakerId: speaker || null, speaker, text },
      };
    });

async function found(lines: string, language: string | null) {
  const { decisions, actions, questions } = await summarizeQuickly(dialogue(lines), { language });
  return {
    decisions: decisions.map(({ text }) => text),
    actions: actions.map(({ who, when }) => [who, when]),
    questions: questions.map(({ text }) => text),
  };
}

const english = `
  Maya: Good morning, everybody.
  Maya: The warehouse in Leeds runs out of space next spring.
  Owen: I looked at three offers. The one from Hull is the cheapest.
  Maya: What about the insurance for the cold store?
  Owen: I don't know, that depends on the broker.
  Priya: Have we decided anything about the van? No, we have not decided that.
  Maya: Then let's go with the offer from Hull.
  Owen: Good. I'll sign the contract for the hall by Wednesday.
  Maya: Priya, could you draft the letter to the tenants?
  Priya: Sure, I can do that before the weekend.
  Maya: Tom will inspect the sprinklers on Monday morning.
  Owen: How large is the hall?
  Priya: The hall has nine hundred square metres.
  Maya: If the roof leaks, we will lose the deposit.
  Maya: Tuesday would be better for me, anyway.
  Maya: Thank you all.`;

test('English: decisions, who does what by when, and what stays open', async () => {
  const all = await found(english, 'en');
  expect(all.decisions).toEqual(["Then let's go with the offer from Hull."]);
  expect(all.actions).toEqual([
    ['Owen', 'by Wednesday'],
    ['Priya', 'before the weekend'],
    ['Tom', 'on Monday morning'],
  ]);
  expect(all.questions).toEqual(['What about the insurance for the cold store?']);
  expect(await found(english, null)).toEqual(all);
});

const german = `
  Jonas: Guten Morgen zusammen.
  Jonas: Das Lager in Kassel ist im Frühjahr voll.
  Petra: Ich habe drei Angebote verglichen. Das aus Fulda ist das günstigste.
  Jonas: Was kostet die Versicherung für das Kühlhaus?
  Petra: Das weiß ich noch nicht.
  Jonas: Über den Lieferwagen haben wir noch nicht entschieden.
  Jonas: Dann haben wir beschlossen, dass wir das Angebot aus Fulda annehmen.
  Petra: Gut. Ich schicke den Vertrag für die Halle bis Mittwoch.
  Jonas: Selim, kannst du den Brief an die Mieter schreiben?
  Selim: Klar, ich schreibe den Brief an die Mieter bis Ende der Woche.
  Jonas: Anton prüft am Montag die Sprinkler.
  Petra: Wie groß ist die Halle?
  Selim: Die Halle hat neunhundert Quadratmeter.`;

test('German: the same', async () => {
  const all = await found(german, 'de');
  expect(all).toEqual({
    decisions: ['Dann haben wir beschlossen, dass wir das Angebot aus Fulda annehmen.'],
    actions: [
      ['Petra', 'bis Mittwoch'],
      ['Selim', 'bis Ende der Woche'],
      ['Anton', 'am Montag'],
    ],
    questions: ['Was kostet die Versicherung für das Kühlhaus?'],
  });
  expect(await found(german, null)).toEqual(all);
});

const spanish = `
  Lucía: Buenos días a todos.
  Lucía: El almacén de Burgos se llena en primavera.
  Iker: He comparado tres ofertas. La de Soria es la más barata.
  Lucía: ¿Cuánto cuesta el seguro de la cámara frigorífica?
  Iker: Todavía no lo sé.
  Lucía: Sobre la furgoneta no hemos decidido nada.
  Lucía: Entonces hemos decidido aceptar la oferta de Soria.
  Iker: Bien. Enviaré el contrato de la nave antes del miércoles.
  Lucía: Noa, ¿puedes escribir la carta a los inquilinos?
  Noa: Claro, escribiré la carta a los inquilinos para el viernes.
  Lucía: Marcos revisará los rociadores el lunes.
  Iker: ¿Cuántos metros tiene la nave?
  Noa: La nave tiene novecientos metros.`;

test('Spanish: the same', async () => {
  const all = await found(spanish, 'es');
  expect(all).toEqual({
    decisions: ['Entonces hemos decidido aceptar la oferta de Soria.'],
    actions: [
      ['Iker', 'antes del miércoles'],
      ['Noa', 'para el viernes'],
      ['Marcos', 'el lunes'],
    ],
    questions: ['¿Cuánto cuesta el seguro de la cámara frigorífica?'],
  });
  expect(await found(spanish, null)).toEqual(all);
});

test('where nobody is told apart, whoever is asked or thanked is meant', async () => {
  const { actions } = await summarizeQuickly(
    dialogue(`
      Kofi, can you order the new badges?
      Of course. I will order them tomorrow.
      I will also clean the archive on Friday.
      Thank you, Mara.
      I will repaint the corridor by Tuesday.
      It needs it.`),
  );
  expect(actions.map(({ who, when, text }) => [who, when, text])).toEqual([
    ['Kofi', 'tomorrow', 'Kofi, can you order the new badges?'],
    ['Mara', 'on Friday', 'I will also clean the archive on Friday.'],
    [null, 'by Tuesday', 'I will repaint the corridor by Tuesday.'],
  ]);
  expect(actions.map(({ support }) => support)).toEqual(['found', 'found', 'found']);
});

test('a first or last name means the one speaker who has it, and of two who share it neither', async () => {
  const owners = async (lines: string, language: string) =>
    (await summarizeQuickly(dialogue(lines), { language })).actions.map(({ who, support, citations }) => [
      ...[who, support],
      ...citations,
    ]);
  const english = `
    Tom: Mia, can you send me the list of the suppliers?
    Mia Okafor: Sure, I will send the list by Friday.
    Tom: Okafor will repaint the corridor on Monday.
    Tom: Thank you. Mia, could you also order the new badges?`;
  expect(await owners(english, 'en')).toEqual([
    ['Mia Okafor', 'found', 's0', 's1'],
    ['Mia Okafor', 'found', 's2'],
    ['Mia Okafor', 'found', 's3'],
  ]);
  const german = `
    Tom: Bernd, kannst du mir die Liste der Lieferanten schicken?
    Bernd Müller: Klar, ich schicke die Liste bis Freitag.`;
  expect(await owners(german, 'de')).toEqual([['Bernd Müller', 'found', 's0', 's1']]);
  const shared = `
    Tom: Mia, can you send me the list of the suppliers?
    Mia Okafor: Sure, I will send the list by Friday.
    Mia Lang: Good.`;
  expect((await owners(shared, 'en')).map(([who]) => who)).toEqual(['Mia', 'Mia Okafor']);
});

test('what is announced is what follows, and two tasks that differ stay two', async () => {
  const { decisions, actions } = await summarizeQuickly(
    dialogue(`
      Good, then we have a decision.
      The bakery opens on Sundays from now on.
      Here are the action items.
      Lena will print the yearly report by Friday.
      Lena will print the weekly menu by Friday.
      Ben will print the yearly report by Friday.`),
  );
  expect(decisions).toEqual([
    {
      text: 'The bakery opens on Sundays from now on.',
      citations: ['s0', 's1'],
      support: 'found',
    },
  ]);
  expect(actions.map(({ who, text }) => [who, text])).toEqual([
    ['Lena', 'Lena will print the yearly report by Friday.'],
    ['Lena', 'Lena will print the weekly menu by Friday.'],
    ['Ben', 'Ben will print the yearly report by Friday.'],
  ]);
});

test('a promise that is listed in other words is one task', async () => {
  const { actions } = await summarizeQuickly(
    dialogue(`
      Lena: I will write the bakery guide and share it before Monday at noon.
      Lena: I will also repair the oven before Monday.
      Ben: So, Lena will finish the guide by Monday.`),
  );
  expect(actions.map(({ who, text, citations }) => [who, text, citations])).toEqual([
    ['Lena', 'So, Lena will finish the guide by Monday.', ['s0', 's2']],
    ['Lena', 'I will also repair the oven before Monday.', ['s1']],
  ]);
});

test('so it is where nobody is told apart, and what differs stays apart', async () => {
  const { actions } = await summarizeQuickly(
    dialogue(`
      I will write the bakery guide and share it before Monday at noon.
      I will also repair the oven before Monday.
      I will polish the counter and the windows by Monday.
      So, Lena will finish the guide by Monday.
      Ben will check the oven by Tuesday.
      Mara will wash the windows and the floor by Monday.`),
  );
  expect(actions.map(({ who, text, citations }) => [who, text, citations])).toEqual([
    ['Lena', 'So, Lena will finish the guide by Monday.', ['s0', 's3']],
    [null, 'I will also repair the oven before Monday.', ['s1']],
    [null, 'I will polish the counter and the windows by Monday.', ['s2']],
    ['Ben', 'Ben will check the oven by Tuesday.', ['s4']],
    ['Mara', 'Mara will wash the windows and the floor by Monday.', ['s5']],
  ]);
});

test('without rules for a language there are an overview, topics, and what is asked', async () => {
  const content = await summarizeQuickly(
    dialogue(`
      会議を始めます。倉庫は春にいっぱいになります。
      三つの見積もりを比べました。北の倉庫が一番安いです。
      保険はいくらですか？
      来週の予定を見ましょう。`),
    { language: 'ja' },
  );
  expect(content.overview.length).toBeGreaterThan(0);
  expect(content.topics.length).toBeGreaterThan(0);
  expect(content.questions.map(({ text }) => text)).toEqual(['保険はいくらですか？']);
  expect([...content.decisions, ...content.actions]).toEqual([]);
});

test('topics begin where the words change, in the order of time', async () => {
  const talk = (about: string[]) =>
    Array.from({ length: 12 }, (_, index) => {
      const at = (step: number) => about[(index + step) % about.length] ?? '';
      return `The ${at(0)} needs another ${at(1)} beside its ${at(2)} and ${at(3)}.`;
    });
  const { topics, overview } = await summarizeQuickly(
    dialogue(
      [
        ...talk(['garden', 'roses', 'fence', 'lawn', 'hedge']),
        ...talk(['engine', 'gearbox', 'clutch', 'piston', 'brake']),
        ...talk(['violin', 'cello', 'trumpet', 'orchestra', 'rehearsal']),
      ].join('\n'),
    ),
  );
  const at = (ids: readonly string[]) => Number(ids[0]?.slice(1));
  const parts = topics.map(({ points }) => Math.floor(at(points[0]?.citations ?? []) / 12));
  expect(parts).toEqual([0, 1, 2]);
  expect(topics[1]?.title.toLowerCase()).toMatch(/engine|gearbox|clutch|piston|brake/);
  const places = overview.map(({ citations }) => at(citations));
  expect(places).toEqual(places.toSorted((one, other) => one - other));
});

test('what is said more often than a summary holds is still a summary', async () => {
  const lines = (text: (index: number) => string) =>
    dialogue(Array.from({ length: MOST_CLAIMS + 50 }, (_, index) => text(index)).join('\n')).map((own) => ({
      ...own,
      id: randomUUID(),
    }));
  for (const segments of [
    lines(() => 'Ben will send the report to the bank by Friday.'),
    lines(() => 'We have decided to buy the house in Hull.'),
    lines((index) => `Ben will send letter${index} to bank${index} by Friday.`),
    lines((index) => `We have decided to buy house${index} in town${index}.`),
  ]) {
    const content = await summarizeQuickly(segments);
    expect(v.safeParse(SummaryContent, content).issues).toBeUndefined();
    expect(content.actions.length + content.decisions.length).toBeGreaterThan(0);
    expect(claimsOf(content).filter(({ support }) => support !== 'found')).toEqual([]);
  }
});

test.each([
  ['en', "I can't do it before Monday, but I'll call the broker tomorrow.", 'tomorrow'],
  ['en', "I won't have the report by Friday, but I'll send you the figures on Tuesday.", 'on Tuesday'],
  ['en', 'On Monday I was in Hull, so I will send the report to the bank on Thursday.', 'on Thursday'],
  ['en', 'By Friday, I will send the report to the bank.', 'By Friday'],
  ['de', 'Vor Montag schaffe ich das nicht, aber ich rufe den Makler morgen an.', 'morgen'],
])('a task is to be done by the time that is said with it: %s', async (language, text, when) => {
  const { actions } = await summarizeQuickly(dialogue(`Anna: ${text}`), { language });
  expect(actions.map((own) => own.when)).toEqual([when]);
});
