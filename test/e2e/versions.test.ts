import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { importSound } from '../support/import-sound.ts';
import { changeLibrary } from '../support/library-file.ts';
import { plantReview } from '../support/plant-review.ts';
import { toneWav } from '../support/tones.ts';
import { transcribe } from '../support/transcribe.ts';
import { expectAccessible, expectSoundLayout } from '../support/ui/checks.ts';
import { open, opens, setStage, toast } from '../support/ui/stage.ts';
import { until } from '../support/until.ts';

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

test('a version that was made beside one that was edited is told of: in its meeting, and elsewhere', async () => {
  const { page, api, home } = await setStage();
  const meetingId = await importSound(api, 'talk.wav', toneWav({ seconds: 2 }));
  await importSound(api, 'other.wav', toneWav({ seconds: 2, hertz: 300 }));
  const again = () => transcribe(api, meetingId, { modelId: 'nano-en' });
  const chosen = async () => {
    const { transcripts } = await api.transcripts.list({ meetingId });
    return transcripts.find(({ isChosen }) => isChosen)?.version;
  };
  const { id } = await again();
  plantReview(home, id);
  const { proposals } = await api.transcripts.proposals({ id });
  await api.transcripts.acceptProposal({ id: proposals[0]?.id ?? '' });

  await open(page, 'talk');
  await page.locator('.reader').getByText('I have three updates.').waitFor();
  await again();
  const card = page.getByRole('region', { name: 'Version 2 is ready' });
  await card.getByText('You worked on version 1').waitFor();
  await expectAccessible(page, 'a new version');
  await expectSoundLayout(page, 'a new version');
  expect(await page.locator('.toast').count()).toBe(0);
  await page.reload();
  await open(page, 'talk');
  await card.getByRole('button', { name: 'Keep version 1' }).click();
  await card.waitFor({ state: 'detached' });
  expect(await chosen()).toBe(1);

  // Not before the person's eyes: among the notes, and elsewhere.
  await page.getByRole('tab', { name: 'Notes' }).click();
  await again();
  await toast(page, 'Version 3 of “talk” is ready, beside the one you edited.').waitFor();
  await open(page, 'other');
  await again();
  await toast(page, 'Version 4 of “talk”').getByRole('button', { name: 'Show it' }).click();
  await opens(page, 'talk');
  await page.getByText('No words were found').waitFor();
  await button(page, 'Version 4, all versions').waitFor();
  await until('it is the one that is shown', async () => (await chosen()) === 4);
  expect(await page.locator('.job-card').count()).toBe(0);
});

test('what was done in one version is not undone or redone while another one is shown', async () => {
  const { page, api, home } = await setStage();
  const meetingId = await importSound(api, 'talk.wav', toneWav({ seconds: 2 }));
  const { id } = await transcribe(api, meetingId, { modelId: 'nano-en' });
  plantReview(home, id);
  const [guard] = (await api.transcripts.guards({ id })).guards;
  await api.transcripts.settleGuard({ id: guard?.id ?? '', isSettled: true });
  await api.edits.undo({ meetingId });
  await open(page, 'talk');
  await page.getByRole('button', { name: /^Redo: / }).waitFor();
  const other = await transcribe(api, meetingId, { modelId: 'nano-en' });
  await button(page, 'Version 2, all versions').waitFor();
  await page.getByRole('button', { name: /^Redo: / }).waitFor({ state: 'detached' });
  changeLibrary(home, (db) => {
    db.exec(
      `UPDATE transcripts SET provenance = json_set(provenance, '$.modelName', 'Whisper large-v3-turbo q5_0')`,
    );
  });
  await page.reload();
  await open(page, 'talk');
  await button(page, 'Version 2, all versions').click();
  const label = page.getByRole('menuitemradio', { name: 'Whisper large-v3-turbo q5_0' }).last();
  const isCut = await label
    .locator('.menu-label')
    .evaluate((own) => own.scrollWidth > own.clientWidth || own.scrollHeight > own.clientHeight);
  expect(isCut).toBe(false);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+y');
  expect(await api.edits.redo({ meetingId })).toMatchObject({ segments: [], reviews: [] });
  expect((await api.transcripts.guards({ id })).guards[0]?.isSettled).toBe(false);
  await api.transcripts.remove({ id: other.id });
  await button(page, 'Edit').waitFor();
  expect((await api.transcripts.list({ meetingId })).transcripts).toMatchObject([
    { id, isChosen: true, isEdited: false },
  ]);
});
