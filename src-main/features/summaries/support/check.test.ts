import { expect, test } from 'vitest';
import type { Claim } from '../../../contract/summaries.ts';
import type { Said } from '../parts.ts';
import { checkSupport } from './check.ts';

const said = (speaker: string, ...texts: string[]): Said[] =>
  texts.map((text, index) => ({
    ...{ id: `${speaker}${index}`, startMs: 0, endMs: 1, speakerId: speaker, speaker, text },
  }));

const segments = [
  ...said('David', 'I will send the cost report by Thursday.', 'We have spent thirty thousand dollars.'),
  ...said('Anna', 'The launch moves to Tuesday, the fourteenth of May.', 'Ask Robert, he knows the portal.'),
];
const nothing = { topics: [], decisions: [], actions: [], questions: [] };

function supportOf(text: string, citations: string[], all = segments, language: string | null = 'en') {
  const content = { ...nothing, overview: [{ text, citations, support: 'found' as const }] };
  return checkSupport(content, all, language).overview[0]?.support;
}

test('a claim whose words, names and numbers are in what it cites is found, however it is put', () => {
  for (const [text, ...citations] of [
    ['I will send the cost report by Thursday.', 'David0'],
    ['David sends the cost report by Thursday', 'David0'],
    ['They spent 30,000 dollars.', 'David1'],
    ['30.000 dollars have been spent', 'David1'],
    ['The launch was moved to Tuesday, 14 May.', 'Anna0'],
    ['Robert knows the portal', 'Anna1'],
    ['The launch moves to Tuesday, and Robert knows the portal', 'Anna0', 'Anna1'],
  ] as [string, ...string[]][])
    expect([text, supportOf(text, citations)]).toEqual([text, 'found']);
});

test('other words, another name, another number, or another place are not', () => {
  for (const [text, ...citations] of [
    ['The weather was lovely in Madrid', 'David0'],
    ['Anna will send the cost report by Thursday', 'David0'],
    ['They will ask Karen about the cost report by Thursday, says Karen', 'David0'],
    ['They spent 31,000 dollars', 'David1'],
    ['The launch moves to Tuesday, 15 May', 'Anna0'],
    ['The launch moves to Tuesday', 'David1'],
    ['I will send the cost report by Thursday.'],
    ['I will send the cost report by Thursday.', 'David0', 'nowhere'],
    ['', 'David0'],
  ] as [string, ...string[]][])
    expect([text, supportOf(text, citations)]).toEqual([text, 'unsupported']);
});

test('who and when are looked for too, and citations come in the order of time, each once', () => {
  const action = { text: 'Send the cost report', citations: ['Anna1', 'David0', 'Anna1', 'gone'] };
  const check = (who: string | null, when: string | null, citations = ['David0']) =>
    checkSupport(
      { ...nothing, overview: [], actions: [{ ...action, citations, who, when, support: 'found' }] },
      segments,
      'en',
    ).actions[0];
  expect(check('David', 'by Thursday')?.support).toBe('found');
  expect(check(null, null)?.support).toBe('found');
  expect(check('Robert', 'by Thursday')?.support).toBe('unsupported');
  expect(check('David', 'by Friday')?.support).toBe('unsupported');
  expect(check('', null)?.support).toBe('unsupported');
  expect(check('David', null, action.citations)).toMatchObject({
    citations: ['David0', 'Anna1'],
    support: 'unsupported',
  });
});

test('German nouns are no names, and numbers count in German and Spanish words', () => {
  const german = said(
    'Jürgen',
    'Wir geben fünfunddreißigtausend Euro für das Lager aus.',
    'Der Umbau beginnt.',
  );
  expect(supportOf('Für das Lager gibt das Team 35.000 Euro aus', ['Jürgen0'], german, 'de')).toBe('found');
  expect(supportOf('Für das Lager gibt das Team 36.000 Euro aus', ['Jürgen0'], german, 'de')).toBe(
    'unsupported',
  );
  expect(supportOf('Jürgen: Der Umbau beginnt', ['Jürgen1'], german, 'de')).toBe('found');
  const spanish = said('Inés', 'Quedan cuarenta y dos plazas para el curso.');
  expect(supportOf('Para el curso quedan 42 plazas', ['Inés0'], spanish, 'es')).toBe('found');
  expect(supportOf('Para el curso quedan 43 plazas', ['Inés0'], spanish, 'es')).toBe('unsupported');
});

test('scripts without spaces and without cases are checked alike', () => {
  const chinese = said('李', '我们决定把发布推迟到星期二。', '预算还剩八千元。');
  const claim = (text: string, id: string): Claim['support'] | undefined =>
    supportOf(text, [id], chinese, 'zh');
  expect(claim('决定把发布推迟到星期二', '李0')).toBe('found');
  expect(claim('决定把发布推迟到星期二', '李1')).toBe('unsupported');
});

const once = (text: string, language: string | null, claim: string, speaker = 'Anna') =>
  supportOf(claim, [`${speaker}0`], said(speaker, text), language);

test.each<[string | null, string, string, string[]]>([
  [
    'en',
    'We have spent thirty thousand dollars this quarter.',
    'They spent 30 thousand dollars this quarter.',
    [
      'We have spent ninety thousand dollars this quarter.',
      'They have spent thirteen million dollars this quarter.',
      'We have spent thirty this quarter.',
    ],
  ],
  [
    'en',
    'The price goes up by five percent on the fourteenth of May.',
    'On 14 May the price goes up by 5 percent.',
    [
      'The price goes up by fifty percent on the fourteenth of May.',
      'The price goes up by five percent on the sixteenth of May.',
    ],
  ],
  [
    'en',
    'The price is 1.5 euros.',
    'The price is 1,5 euros',
    ['The price is 15 euros', 'The price is 1.55 euros'],
  ],
  ['en', 'We have 20 to 30 people.', '20 to 30 people', ['We have 2030 people', 'We have 2 people']],
  [
    'de',
    'Wir haben dreißigtausend Euro ausgegeben.',
    '30.000 Euro ausgegeben',
    ['Wir haben neunzigtausend Euro ausgegeben.'],
  ],
  [
    'es',
    'Gastamos treinta mil euros en mayo.',
    'Gastamos 30.000 euros en mayo',
    ['Gastamos noventa mil euros en mayo.'],
  ],
  [
    'zh',
    '我们花了三万元买服务器。',
    '花了3万元买服务器',
    ['我们花了九万元买服务器。', '我们花了13万元买服务器。'],
  ],
  [
    'ru',
    'Мы потратили тридцать тысяч рублей.',
    'Потратили тридцать тысяч рублей',
    ['Мы потратили девяносто тысяч рублей.'],
  ],
])('%s: a number is found only if it was said: %s', (language, text, right, wrong) => {
  expect(once(text, language, text)).toBe('found');
  expect([right, once(text, language, right)]).toEqual([right, 'found']);
  for (const claim of wrong) expect([claim, once(text, language, claim)]).toEqual([claim, 'unsupported']);
});

test.each<[string | null, string, string, string[]]>([
  [
    'en',
    'I will send the cost report on Thursday.',
    'Anna sends the cost report on Thursday.',
    [
      'Margaret will send the cost report on Thursday.',
      'Margaret Smith sends the cost report on Thursday.',
      'Thursday: Margaret will send the cost report.',
    ],
  ],
  [
    'en',
    'We decided to launch on Tuesday.',
    'Decision to launch on Tuesday',
    ['Margaret decided to launch on Tuesday'],
  ],
  [
    'en',
    'We agreed to ship the portal.',
    'The team agreed to ship the portal',
    ['Karen agreed to ship the portal'],
  ],
  [
    'de',
    'Der Bericht kommt am Donnerstag von uns.',
    'Am Donnerstag kommt der Bericht',
    ['Der Bericht kommt am Donnerstag von Müller.'],
  ],
  [
    'de',
    'Ich schicke den Bericht am Donnerstag.',
    'Anna schickt den Bericht am Donnerstag.',
    ['Margarete schickt den Bericht am Donnerstag.'],
  ],
  [
    'de',
    'Wir haben uns für den neuen Anbieter entschieden.',
    'Entscheidung für den neuen Anbieter',
    ['Müller hat sich für den neuen Anbieter entschieden.'],
  ],
  [
    'es',
    'Voy a enviar el informe el jueves.',
    'El jueves, enviar el informe',
    ['Margarita va a enviar el informe el jueves.'],
  ],
])('%s: a name is found only if it was said: %s', (language, text, right, wrong) => {
  expect(once(text, language, text)).toBe('found');
  expect([right, once(text, language, right)]).toEqual([right, 'found']);
  for (const claim of wrong) expect([claim, once(text, language, claim)]).toEqual([claim, 'unsupported']);
});

test.each<[string | null, string, string[], string[]]>([
  [
    'en',
    'We will not launch the portal on Friday, but we will launch the site on Monday.',
    ['No launch of the portal on Friday', 'We will launch the site on Monday'],
    [
      'We will launch the portal on Friday.',
      'Launch the portal on Friday',
      'We will not launch the site on Monday',
    ],
  ],
  [
    'en',
    'Costs rose three percent.',
    ['Costs have risen 3 percent'],
    ['Costs fell three percent.', 'Costs did not rise three percent'],
  ],
  [
    'en',
    'Send the report no later than Friday.',
    ['The report is to be sent by Friday'],
    ['Do not send the report by Friday'],
  ],
  [
    'de',
    'Wir werden das Portal am Freitag nicht starten.',
    ['Am Freitag startet das Portal nicht'],
    ['Wir werden das Portal am Freitag starten.'],
  ],
  [
    'es',
    'No vamos a lanzar el portal el viernes.',
    ['El viernes no lanzamos el portal'],
    ['Vamos a lanzar el portal el viernes.'],
  ],
])('%s: what is not so is not found to be so: %s', (language, text, right, wrong) => {
  for (const claim of [text, ...right])
    expect([claim, once(text, language, claim)]).toEqual([claim, 'found']);
  for (const claim of wrong) expect([claim, once(text, language, claim)]).toEqual([claim, 'unsupported']);
});

test('whoever is said not to do it is not the one who does', () => {
  const supportFor = (who: string, text: string) => {
    const action = { text: 'Send the report', citations: ['Anna0'], who, when: 'by Thursday' };
    const content = { ...nothing, overview: [], actions: [{ ...action, support: 'found' as const }] };
    return checkSupport(content, said('Anna', text), 'en').actions[0]?.support;
  };
  const text = 'Ben cannot do it so I will send the report by Thursday';
  expect([supportFor('Anna', text), supportFor('Ben', text)]).toEqual(['found', 'unsupported']);
  expect(supportFor('Ben', "Ben, don't forget to send the report by Thursday")).toBe('found');
  expect(supportFor('Ben', "Ben isn't here, but Ben will send the report by Thursday")).toBe('found');
});

test('speech without full stops holds what it says, and neither half a number nor what it denies', () => {
  const long = said(
    'Anna',
    [
      'so as I said last week in the meeting with the people from Hull we looked at all the figures once more and',
      'we will spend 15 million dollars on the new warehouse and we will not launch the portal on friday and',
      'I do not think that Karen should be fired and David writes the report on the figures of the quarter',
    ].join(' '),
  );
  for (const text of [
    'we will spend 15 million dollars on the new warehouse',
    'we will not launch the portal on friday',
    'David writes the report on the figures of the quarter',
    'we looked at all the figures once more and we will spend 15 million dollars on the new warehouse and we will not launch the portal on friday',
  ])
    expect([text, supportOf(text, ['Anna0'], long)]).toEqual([text, 'found']);
  for (const text of [
    '5 million dollars on the new warehouse',
    'launch the portal on friday',
    'We launch the portal on Friday',
    'Karen should be fired',
  ])
    expect([text, supportOf(text, ['Anna0'], long)]).toEqual([text, 'unsupported']);
});

test('who is there by the one name of it that is said, unless another has that too', () => {
  const supportFor = (text: string, ...others: string[]) => {
    const action = { text: 'Send the report', citations: ['Anna0'], who: 'Ben Okafor', when: null };
    const content = { ...nothing, overview: [], actions: [{ ...action, support: 'found' as const }] };
    const segments = [said('Anna', text), ...others.map((name) => said(name, 'Good.'))].flat();
    return checkSupport(content, segments, 'en').actions[0]?.support;
  };
  const asked = 'Ben, can you send the report?';
  expect(supportFor(asked, 'Ben Okafor')).toBe('found');
  expect(supportFor('Okafor will send the report.', 'Ben Okafor')).toBe('found');
  expect(supportFor(asked, 'Ben Okafor', 'Ben Lang')).toBe('unsupported');
  expect(supportFor('Ben cannot send the report.', 'Ben Okafor')).toBe('unsupported');
  expect(supportFor('We send the report.', 'Ben Okafor')).toBe('unsupported');
});

test.each([
  ['en', "Don't worry. The launch moves to Tuesday."],
  ['en', "I can't. Owen will sign the contract for the hall by Wednesday."],
  ['en', 'The budget is fixed. Nobody objects.'],
  ['en', 'David sends the cost report to the bank by Thursday. Not before.'],
  ['de', 'Kein Problem. Wir starten das Portal am Freitag.'],
  ['es', 'No hay problema. Lanzamos el portal el viernes.'],
])(
  'what is said word for word is found, though one sentence of it denies something: %s',
  (language, text) => {
    expect(supportOf(text, ['A0'], said('A', text), language)).toBe('found');
    const apart = said('A', ...text.split(/(?<=\.) /));
    expect(supportOf(text, ['A0', 'A1'], apart, language)).toBe('found');
  },
);

test('a number beside letters of another script is there, and a part of a longer one is not', () => {
  const mixed = said('A', '사42245 在团队会议, 12.50 and 1,300');
  for (const text of ['42245 在团队会议', '12.50 and 1,300'])
    expect(supportOf(text, ['A0'], mixed, null)).toBe('found');
  for (const text of ['2245 在团队会议', '50 and 1,300', '12.50 and 300'])
    expect([text, supportOf(text, ['A0'], mixed, null)]).toEqual([text, 'unsupported']);
});
