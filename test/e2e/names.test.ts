import { expect, test } from 'vitest';
import { plantTranscript } from '../support/plant-transcript.ts';
import { expectAccessible, expectSoundLayout } from '../support/ui/checks.ts';
import { focusIs, open, setStage } from '../support/ui/stage.ts';
import { painted } from '../support/ui/words.ts';
import { until } from '../support/until.ts';

const said = [
  "Good morning, I'm Anna from sales.",
  'Ben, can you send the list?',
  'I will send it today.',
  'Nobody knows my name.',
];
const speakers = [0, 0, 1, 2];

test('names are suggested with their words; one is accepted, one rejected, and none is left', async () => {
  const { home, page, api } = await setStage({ meetings: [{ title: 'Round' }] });
  const [meeting] = (await api.meetings.list({})).items;
  const meetingId = meeting?.id ?? '';
  plantTranscript(home, meetingId, {
    segments: said.map((text, at) => ({ text, speaker: speakers[at] ?? 0 })),
    speakers: ['', '', ''],
  });
  const names = async () => (await api.speakers.list({ meetingId })).speakers.map(({ name }) => name);
  await page.reload();
  await open(page, 'Round');
  const chip = page.getByRole('button', { name: 'Suggest names', exact: true });
  await chip.focus();
  await page.keyboard.press('Enter');
  const panel = page.getByRole('region', { name: 'Suggested names' });
  const rows = panel.locator('.name-row');
  await rows.nth(1).waitFor();
  expect(await rows.count()).toBe(2);
  expect(await rows.first().locator('.name-words').textContent()).toContain('Anna');
  expect(await rows.first().locator('.name-sure').textContent()).toBe('quite sure');
  expect(await names()).toEqual(['', '', '']);
  await expectAccessible(page, 'suggested names');
  await page.setViewportSize({ width: 640, height: 400 });
  await expectSoundLayout(page, 'suggested names, narrow');
  await page.setViewportSize({ width: 1280, height: 800 });

  const words = said[1] ?? '';
  await panel.getByRole('button', { name: words }).click();
  await until('its words are marked', async () =>
    (await painted(page, 'looked-at')).some((own) => own.includes(words)),
  );
  await panel.getByRole('button', { name: 'Accept: Speaker 1 is Anna' }).focus();
  await page.keyboard.press('Enter');
  await page.locator('.speaker-chip', { hasText: 'Anna' }).waitFor();
  expect(await names()).toEqual(['Anna', '', '']);
  await panel.getByRole('button', { name: 'Reject: Speaker 2 is not Ben' }).click();
  await panel.waitFor({ state: 'detached' });
  expect(await names()).toEqual(['Anna', '', '']);

  await chip.click();
  await panel.getByText('No names were found in what is said.').waitFor();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('suggest names');
  await page.getByRole('option', { name: 'Suggest names for speakers' }).waitFor();
});

const round = [
  "Good morning, I'm Anna from sales.",
  'Ben, can you send the list?',
  'I will send it today.',
  "And I'm Clara from support.",
  "I'm Dora from finance.",
];
const voices = [0, 0, 1, 2, 3];

test.each([
  [1280, 800],
  [640, 600],
])('by keyboard the focus stays with the names that are left, %d wide', async (width, height) => {
  const { home, page, api } = await setStage({ meetings: [{ title: 'Other' }, { title: 'Round' }] });
  const meeting = (await api.meetings.list({})).items.find(({ title }) => title === 'Round');
  const meetingId = meeting?.id ?? '';
  plantTranscript(home, meetingId, {
    segments: round.map((text, at) => ({ text, speaker: voices[at] ?? 0 })),
    speakers: ['', '', '', ''],
  });
  const names = async () => (await api.speakers.list({ meetingId })).speakers.map(({ name }) => name);
  await page.reload();
  await open(page, 'Round');
  await page.setViewportSize({ width, height });
  await page.locator('#suggest-names').focus();
  await page.keyboard.press('Enter');
  await page.locator('.name-row').nth(3).waitFor();
  /** Decides on the row at this place by keyboard. */
  const press = async (what: 'accept' | 'reject', at: number) => {
    const buttons = page.locator(`[data-peer="${what}-name"]`);
    const count = await buttons.count();
    await buttons.nth(at).focus();
    await page.keyboard.press('Enter');
    await until('the row is gone', async () => (await buttons.count()) === count - 1);
    return async (next: number) => {
      await focusIs(page, `[aria-label="${(await buttons.nth(next).getAttribute('aria-label')) ?? ''}"]`);
    };
  };
  await (
    await press('accept', 0)
  )(0);
  await (
    await press('reject', 1)
  )(1);
  await (
    await press('accept', 1)
  )(0);
  await press('reject', 0);
  await focusIs(page, '#suggest-names');
  await page.keyboard.press('Delete');
  expect((await names()).filter((name) => name !== '')).toHaveLength(2);
  expect((await api.meetings.list({})).items).toHaveLength(2);
});

test('when everybody has a name by keyboard, the focus is with the speakers', async () => {
  const { home, page, api } = await setStage({ meetings: [{ title: 'Round' }] });
  const [meeting] = (await api.meetings.list({})).items;
  plantTranscript(home, meeting?.id ?? '', {
    segments: [{ text: round[0] ?? '', speaker: 0 }],
    speakers: [''],
  });
  await page.reload();
  await open(page, 'Round');
  await page.locator('#suggest-names').focus();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Accept: Speaker 1 is Anna' }).focus();
  await page.keyboard.press('Enter');
  await page.locator('#suggest-names').waitFor({ state: 'detached' });
  await focusIs(page, '.speakers button');
});
