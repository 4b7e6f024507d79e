import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { plantTranscript, type PlantedSegment } from './plant-transcript.ts';
import { clientOf, openDesk, shown } from './ui/app-window.ts';
import { serveLibrary } from './ui/served.ts';
import { clickWords, selectWords } from './ui/words.ts';

type Picture = (page: Page, name: string) => Promise<void>;

const talk: readonly PlantedSegment[] = [
  { text: 'Good morning everyone, and thank you for coming at such short notice.', speaker: 0 },
  { text: 'We have three topics today.', speaker: 0 },
  {
    text: 'The budjet comes first, as it does every time we meet in spring.',
    speaker: 1,
    unsure: ['budjet'],
  },
  { text: 'Then the launch, and who talks to the press about it.', speaker: 1 },
  { text: 'Let us begin with the budjet then.', speaker: 2, unsure: ['budjet'] },
  { text: 'Thank you.', speaker: 0, startMs: 60_000 },
];
const hebrew = 'תודה רבה לכולם על ההשתתפות בפגישה הזאת';
const longName = (at: number) => `${String(at)} ${'Wolfeschlegelsteinhausen'.repeat(9)}`.slice(0, 200);

/** What people do with the words of a meeting, and how they find them again. */
export async function workspaceScreens(browser: Browser, picture: Picture): Promise<void> {
  const home = mkdtempSync(join(tmpdir(), 'meetmemo-screens-'));
  const served = await serveLibrary(home);
  const desk = await openDesk(browser, served);
  const { api, close } = await clientOf(desk, served);
  const { page } = desk;
  const { keyboard } = page;
  const button = (name: string) => page.getByRole('button', { name, exact: true });
  const open = async (title: string) => {
    await page.getByRole('option', { name: title }).click();
    await page.locator('.meeting:not([inert]) .meeting-title', { hasText: title }).waitFor();
  };
  const menu = async (name: string) => {
    await button('More about the transcript').click();
    await page.getByRole('menuitem', { name }).click();
  };
  try {
    const { meetings } = await api.meetings.createMany({
      meetings: [
        { title: 'Spring budget', tags: ['finance'] },
        { title: 'פגישת צוות', tags: ['צוות'] },
        { title: 'Launch plan', notes: 'Ask **marketing** about the launch' },
      ],
    });
    const [budget = '', team = ''] = meetings.map(({ id }) => id);
    plantTranscript(home, budget, { segments: talk, speakers: ['Anna Weber', 'Ben', ''] });
    plantTranscript(home, budget, {
      segments: talk.with(2, { text: 'The budget comes first, as it does each time we meet.', speaker: 1 }),
      speakers: [],
    });
    plantTranscript(home, team, {
      segments: Array.from({ length: 24 }, (_, at) => ({ text: hebrew, speaker: at % 12 })),
      speakers: Array.from({ length: 12 }, (_, at) => longName(at)),
      language: 'he',
    });
    await page.reload();
    await shown(page);
    await open('Spring budget');
    await page.locator('.para').first().waitFor();
    await clickWords(page, 'launch', { clickCount: 2 });
    await page.locator('.edit-field').waitFor();
    await picture(page, '100 writing');
    await keyboard.type('launch party');
    await keyboard.press('Escape');
    await selectWords(page, 'We have', 'three');
    await page.getByRole('toolbar', { name: 'Selection' }).waitFor();
    await picture(page, '101 selection');
    await button('Who says this').click();
    await picture(page, '102 who says this');
    await page.getByRole('menuitem', { name: 'Somebody new' }).click();
    await page.locator('dialog input').waitFor();
    await picture(page, '102 somebody new');
    await keyboard.press('Escape');
    await keyboard.press('Escape');
    await page.locator('.speaker-chip', { hasText: 'Ben' }).click();
    await page.locator('.speaker-field input').waitFor();
    await picture(page, '103 a speaker');
    await page.locator('.speaker-field input').fill('anna weber');
    await keyboard.press('Enter');
    await button('They are the same').waitFor();
    await picture(page, '104 a name that is taken');
    await keyboard.press('Escape');
    await page.locator('#meeting-transcript').focus();
    await keyboard.press('Control+f');
    await keyboard.type('budjet');
    await button('Replace').click();
    await page.getByRole('textbox', { name: 'Replace with' }).fill('budget');
    await page.locator('.find-match').first().waitFor();
    await picture(page, '105 find and replace');
    await button('In the whole library…').click();
    await page.getByText('2 places in 1 meeting').waitFor();
    await picture(page, '106 a correction for the whole library');
    await keyboard.press('Escape');
    await button('Regular expression').click();
    await page.getByRole('textbox', { name: 'Find in the transcript' }).fill('(');
    await page.getByText('This is not a regular expression').waitFor();
    await picture(page, '107 not a pattern');
    await keyboard.press('Escape');
    await button('2 uncertain spots to check').click();
    await page.locator('.reader-bar').waitFor();
    await picture(page, '108 review of a word');
    await keyboard.press('Escape');
    await menu('Compare versions');
    await page.locator('.compare-part').first().waitFor();
    await picture(page, '109 two versions');
    await keyboard.press('Escape');
    await menu('What was done');
    await page.locator('.history li').first().waitFor();
    await picture(page, '110 history');
    await keyboard.press('Escape');

    await page.getByRole('searchbox').fill('laun');
    await page.getByText('2 found').waitFor();
    await picture(page, '111 hits');
    await page.locator('[data-moment]').first().click();
    await page.getByText(/1 of \d with/).waitFor();
    await picture(page, '112 a moment that was found');
    await button('Filter').click();
    await page.getByRole('dialog', { name: 'Filter' }).getByLabel('Tag').selectOption('finance');
    await picture(page, '113 filters');
    await keyboard.press('Escape');
    await button('Save search').click();
    await picture(page, '114 naming a search');
    // In the smallest window the list was out of sight, and with it went the field.
    await button('Save search')
      .or(page.getByRole('textbox', { name: 'Name of the search' }))
      .click();
    await keyboard.type('Launches');
    await keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Launches' }).waitFor();
    await picture(page, '115 a saved search');
    await page
      .getByRole('navigation')
      .getByRole('button', { name: /^All meetings/ })
      .click();
    await open('פגישת צוות');
    await page.locator('.reader[dir=rtl] .para').first().waitFor();
    await picture(page, '116 right to left, twelve long names');
  } finally {
    close();
    await desk.close();
    await served.stop();
    rmSync(home, { recursive: true, force: true });
  }
}
