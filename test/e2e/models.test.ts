import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { spokenLanguages } from '../../src-renderer/features/speech/languages.ts';
import { importSound } from '../support/import-sound.ts';
import { changeLibrary } from '../support/library-file.ts';
import { plantTranscript } from '../support/plant-transcript.ts';
import { toneWav } from '../support/tones.ts';
import { chooserAfter } from '../support/ui/chooser.ts';
import { expectAccessible, expectSoundLayout } from '../support/ui/checks.ts';
import { drop } from '../support/ui/dropping.ts';
import { open, setStage, toast } from '../support/ui/stage.ts';
import { until } from '../support/until.ts';

const nano = join(import.meta.dirname, '../../resources/models/nano-en/ggml-nano-en.bin');
const jpeg = { name: 'holiday.bin', data: Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, 74, 70, 73, 70]) };
const rowOf = (page: Page, name: string) =>
  page.locator('.model').filter({ has: page.locator('.model-name', { hasText: name }) });

async function openSettings(page: Page, tab: string): Promise<void> {
  await page.keyboard.press('Control+,');
  await page.getByRole('tab', { name: tab, exact: true }).click();
}

/** The built-in model, changed in its last byte: another file of the same shape. */
function otherModel(bit = 1): Buffer {
  const data = readFileSync(nano);
  data[data.length - 1] = (data.at(-1) ?? 0) ^ bit;
  return data;
}

test('a model is imported from the dialog, used, and deleted with a plain word; a picture is refused', async () => {
  const { page, api } = await setStage();
  await openSettings(page, 'Models');
  await rowOf(page, 'Nano').getByText('For tests', { exact: true }).waitFor();
  await expectAccessible(page, 'the models');
  await expectSoundLayout(page, 'the models');
  const chooser = await chooserAfter(page, () =>
    page.getByRole('button', { name: 'Import a model file…' }).click(),
  );
  await chooser.setFiles([
    { name: 'my own.bin', mimeType: 'application/octet-stream', buffer: otherModel() },
  ]);
  const own = rowOf(page, 'my own');
  await own.getByText('In use').waitFor();
  await toast(page, '“my own” is imported. New transcriptions use my own.').waitFor();
  // What a person has chosen stays, whatever comes in.
  await rowOf(page, 'Nano').getByRole('button', { name: 'Use' }).click();
  const second = { name: 'second.bin', mimeType: 'application/octet-stream', buffer: otherModel(2) };
  await page.locator('#model-files').setInputFiles([second]);
  await toast(page, '“second” is imported. New transcriptions use Nano.').waitFor();
  await rowOf(page, 'Nano').getByText('In use').waitFor();
  await toast(page, 'New transcriptions use Nano.').getByText('Use the imported one').click();
  await rowOf(page, 'second').getByText('In use').waitFor();
  const { usual } = await api.models.list();
  expect(usual).toMatch(/^second-/);
  await api.models.remove({ id: usual ?? '' });
  expect((await api.models.list()).models).toContainEqual(
    expect.objectContaining({ origin: 'imported', isInstalled: true }),
  );
  await own.getByRole('button', { name: 'Delete' }).click();
  await own.getByText('MeetMemo has no other copy').waitFor();
  await own.locator('.model-asking').getByRole('button', { name: 'Delete' }).click();
  await own.waitFor({ state: 'detached' });
  await page.locator('#model-files').setInputFiles([nano]);
  await toast(page, '“Nano” is already there.').waitFor();
  await rowOf(page, 'large-v3').first().getByText('100 languages').waitFor();
  // Nothing takes the model for tests by itself.
  await rowOf(page, 'Nano').getByRole('button', { name: 'Use' }).waitFor();

  await page.locator('#model-files').setInputFiles([{ ...jpeg, mimeType: 'image/jpeg', buffer: jpeg.data }]);
  await toast(page, 'This is no model that MeetMemo can use').waitFor();
  await toast(page, 'holiday.bin').waitFor();
  const noise = { name: 'noise.gguf', mimeType: 'application/octet-stream', buffer: jpeg.data };
  await page.locator('#model-files').setInputFiles([noise]);
  await toast(page, 'noise.gguf').getByText('This is no model that MeetMemo can use').waitFor();
  await toast(page, 'holiday.bin').waitFor();
  expect((await api.models.list()).models.filter(({ origin }) => origin === 'imported')).toEqual([]);
});

test('a meeting that no installed model understands leads to getting one; the test model is chosen by hand', async () => {
  const { page, api } = await setStage();
  const meetingId = await importSound(api, 'talk.wav', toneWav());
  await open(page, 'talk');
  await page.getByText('Only the test model is installed.').waitFor();
  expect(await page.getByRole('button', { name: 'Transcribe', exact: true }).count()).toBe(0);
  await expectAccessible(page, 'no model for a meeting');
  await expectSoundLayout(page, 'no model for a meeting');
  await page.getByRole('button', { name: 'Get a model' }).click();
  await rowOf(page, 'Nano').getByRole('button', { name: 'Use' }).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Choices…' }).click();
  const dialog = page.getByRole('dialog');
  const model = dialog.getByLabel('Model', { exact: true });
  expect(await model.locator('option').allTextContents()).toEqual(['None yet', 'Nano']);
  // What could only fail is held back, and what was typed stays.
  const start = dialog.getByRole('button', { name: 'Transcribe' });
  await dialog.getByLabel('Names and terms of this meeting').fill('Hafen, Dr. Brandt');
  await expect.poll(() => start.getAttribute('aria-disabled')).toBe('true');
  await dialog.getByText('Choose a model first. Only the test model is installed.').waitFor();
  await start.focus();
  await page.keyboard.press('Enter');
  await expectAccessible(page, 'no model for the choices');
  await expectSoundLayout(page, 'no model for the choices');
  await model.selectOption('Nano');
  await dialog.getByText('Choose a model first.').waitFor({ state: 'detached' });
  // Nothing of what is typed is left out unsaid.
  const terms = dialog.getByLabel('Names and terms of this meeting');
  expect(await dialog.getByText('The chosen model knows English only').count()).toBe(0);
  await terms.fill('Hafen, Ольга, Dr. Brandt');
  await dialog.getByText('The chosen model knows English only').waitFor();
  await expectAccessible(page, 'terms in another script');
  await expectSoundLayout(page, 'terms in another script');
  await start.click();
  await until('the test model has heard it', async () => {
    const { transcripts } = await api.transcripts.list({ meetingId });
    return transcripts[0]?.provenance.modelId === 'nano-en';
  });
  expect(await api.transcripts.vocabulary({ meetingId })).toEqual({ vocabulary: 'Hafen, Ольга, Dr. Brandt' });
  const { transcripts } = await api.transcripts.list({ meetingId });
  expect(transcripts).toMatchObject([
    { provenance: { options: { prompt: 'Hafen, Dr. Brandt' }, leftOut: 'Ольга' } },
  ]);
});

test('what is in use by the settings and gone again is neither chosen nor asked for', async () => {
  const { page, api } = await setStage();
  await importSound(api, 'talk.wav', toneWav());
  await api.settings.update({ speechModel: 'whisper-tiny' });
  await open(page, 'talk');
  await page.getByRole('button', { name: 'Choices…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('Choose a model first.').waitFor();
  await dialog.getByRole('button', { name: 'Get a model' }).click();
  await page.getByRole('tab', { name: 'Models', selected: true }).waitFor();
});

test('a passage is done again by the model that heard it; where that is gone, one is chosen first', async () => {
  const { page, api, home } = await setStage();
  const meetingId = await importSound(api, 'talk.wav', toneWav());
  plantTranscript(home, meetingId, { segments: [{ text: 'Good morning.', speaker: 0 }], speakers: ['Anna'] });
  const redo = async () => {
    await page.reload();
    await open(page, 'talk');
    await page.locator('.para').first().hover();
    await page.getByRole('button', { name: 'Actions for the paragraph at 0:00' }).click();
    await page.getByRole('menuitem', { name: /^Redo/ }).click();
    return page.getByRole('dialog').getByRole('button', { name: 'Redo', exact: true });
  };
  expect(await (await redo()).getAttribute('aria-disabled')).toBe('false');
  changeLibrary(home, (db) => {
    db.exec(`UPDATE transcripts SET provenance = json_set(provenance, '$.modelId', 'whisper-tiny-q5_1')`);
  });
  const start = await redo();
  await page.getByRole('dialog').getByText('Choose a model first.').waitFor();
  await start.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').getByLabel('Model', { exact: true }).selectOption('Nano');
  expect(await start.getAttribute('aria-disabled')).toBe('false');
  expect((await api.jobs.list()).jobs).toEqual([]);
});

test('a model that is dropped anywhere goes to the models, and a sound beside it to the imports', async () => {
  const { page, api } = await setStage();
  await drop(page, [jpeg, { name: 'talk.wav', data: toneWav() }]);
  await page.getByRole('tab', { name: 'Models', selected: true }).waitFor();
  await toast(page, 'This is no model that MeetMemo can use').waitFor();
  const { items } = await until('the sound is a meeting', async () => {
    const listed = await api.meetings.list({});
    return listed.items.length > 0 && listed;
  });
  expect(items.map(({ title }) => title)).toEqual(['talk']);
});

test('what the settings of speech say is kept, the devices are told, and the network was never asked', async () => {
  const { page, api } = await setStage();
  await openSettings(page, 'Speech');
  const model = page.getByLabel('Model', { exact: true });
  expect(await model.locator('option').allTextContents()).toEqual(['None yet', 'Nano']);
  await model.selectOption('Nano');
  await page.getByText('Nano understands English only.').waitFor();
  const spoken = page.getByLabel('Spoken language');
  expect(await spoken.locator('option').allTextContents()).toEqual(['English']);
  // For the others this browser has names, or we have.
  const codes = spokenLanguages('en', undefined, 'auto').map(({ value }) => value);
  const without = await page.evaluate(
    (all) => all.filter((code) => new Intl.DisplayNames('es', { type: 'language' }).of(code) === code),
    codes,
  );
  expect(without.filter((code) => !['ba', 'bo', 'jw'].includes(code))).toEqual([]);
  await page.getByLabel('Names and terms').fill('Hafen & Söhne, Dr. Brandt');
  await page.getByLabel('Thoroughness').selectOption('5');
  expect(await page.getByText('The chosen model knows English only').count()).toBe(0);
  await api.settings.update({ vocabulary: '東京' });
  await page.getByText('The chosen model knows English only').waitFor();
  await page.getByLabel('Names and terms').fill('Hafen & Söhne, Dr. Brandt');
  for (const name of ['Leave out silence', 'Only on mains power', 'Transcribe imports automatically'])
    await page.getByRole('switch', { name }).click();
  await until('all of it is kept', async () => {
    const { settings } = await api.settings.get();
    const { speechLanguage, vocabulary, beamSize, skipSilence, onlyOnMains, transcribeImports } = settings;
    const kept = [speechLanguage, vocabulary, beamSize, skipSilence, onlyOnMains, transcribeImports];
    return String(kept) === String(['auto', 'Hafen & Söhne, Dr. Brandt', 5, false, true, true]);
  });
  await page.locator('.speech-device').filter({ hasText: 'in use' }).waitFor();
  await expectAccessible(page, 'the settings of speech');
  await expectSoundLayout(page, 'the settings of speech');
  await page.getByRole('tab', { name: 'Network' }).click();
  await page.getByText('Nothing has ever been asked of the network.').waitFor();
  await expectAccessible(page, 'the network');
});
