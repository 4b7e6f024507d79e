import { expect, test } from 'vitest';
import { plantTranscript } from '../support/plant-transcript.ts';
import { expectAccessible, expectSoundLayout } from '../support/ui/checks.ts';
import { open, setStage } from '../support/ui/stage.ts';
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
