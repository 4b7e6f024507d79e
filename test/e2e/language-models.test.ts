import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { chatServer } from '../support/chat-server.ts';
import { withKeys } from '../support/gguf-keys.ts';
import { plantMeeting } from '../support/summaries.ts';
import { sharedHome } from '../support/temp-home.ts';
import { writeTinyGguf } from '../support/tiny-gguf.ts';
import { expectAccessible, expectSoundLayout } from '../support/ui/checks.ts';
import { setStage, toast } from '../support/ui/stage.ts';
import { until } from '../support/until.ts';

const path = join(sharedHome(), 'tiny.gguf');
writeTinyGguf(path);
const tiny = readFileSync(path);

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const rowOf = (page: Page, name: string) =>
  page.locator('.model').filter({ has: page.locator('.model-name', { hasText: name }) });
const file = (name: string, buffer: Buffer) => ({ name, mimeType: 'application/octet-stream', buffer });

async function openSettings(page: Page, tab: string): Promise<void> {
  await page.keyboard.press('Control+,');
  await page.getByRole('tab', { name: tab, exact: true }).click();
}

test('a language model is imported, writes from then on, and is deleted; what is none is refused by its name', async () => {
  const { page, api } = await setStage();
  await openSettings(page, 'Models');
  const files = page.locator('#model-files');
  await files.setInputFiles([file('a part.gguf', withKeys(tiny, { 'general.type': 'adapter' }))]);
  await toast(page, 'This is an adapter (LoRA)').waitFor();
  await files.setInputFiles([file('my writer.gguf', tiny)]);
  await toast(page, '“my writer” is imported. It can write summaries.')
    .getByText('Use the imported one')
    .click();
  const own = rowOf(page, 'my writer');
  await own.getByText('In use').waitFor();
  await own.getByText('f32').waitFor();
  await rowOf(page, 'Qwen3 4B').getByText('119 languages').waitFor();
  await expectAccessible(page, 'the language models');
  await expectSoundLayout(page, 'the language models');
  const { models, usual } = await api.models.list();
  const made = models.find(({ origin }) => origin === 'imported');
  expect(made).toMatchObject({ kind: 'language', isInstalled: true, fits: true, contextTokens: 4096 });
  // It writes, and turns no sound into words.
  expect([usual, (await api.settings.get()).settings.summaryModel]).toEqual([null, made?.id]);
  await button(page, 'Speech').click();
  expect(await rowOf(page, 'my writer').count()).toBe(0);

  await page.getByRole('tab', { name: 'Summaries' }).click();
  const writer = page.getByLabel('Written by');
  await until('it is chosen', async () => (await writer.inputValue()) === made?.id);
  await button(page, 'Manage models').click();
  await own.getByRole('button', { name: 'Delete' }).click();
  await own.locator('.model-asking').getByRole('button', { name: 'Delete' }).click();
  await own.waitFor({ state: 'detached' });
  await page.getByRole('tab', { name: 'Summaries' }).click();
  await until('the quick one takes its place', async () => (await writer.inputValue()) === 'quick');
});

test('a server is off until it is turned on, and whoever sends words away is warned', async () => {
  const { page, api, home } = await setStage();
  await plantMeeting(api, home);
  // The words came without a word to the window.
  await page.reload();
  await page.getByRole('option', { name: 'Warehouse' }).waitFor();
  await openSettings(page, 'Summaries');
  const settings = async () => (await api.settings.get()).settings;
  expect(await settings()).toMatchObject({ serverOn: false, summaryModel: 'quick' });
  expect(await page.getByLabel('Address').count()).toBe(0);
  await page.getByRole('switch', { name: 'Let a server write summaries' }).click();
  const address = page.getByLabel('Address');
  const type = async (typed: string) => {
    await address.fill(typed);
    await address.press('Enter');
  };
  await type('nowhere');
  await page.locator('[aria-invalid=true]').waitFor();
  await type('http://127.0.0.1:9/v1');
  await page.getByLabel('Model', { exact: true }).fill('qwen3');
  await page.getByLabel('Key').fill('sk-1');
  await page.getByLabel('Context in tokens').fill('8192');
  await page.getByLabel('Context in tokens').press('Enter');
  const kept = { serverAddress: 'http://127.0.0.1:9/v1', serverModel: 'qwen3', serverKey: 'sk-1' };
  await until('all of it is kept', async () => {
    const { serverAddress, serverModel, serverKey, serverContext } = await settings();
    return (
      String([serverAddress, serverModel, serverKey]) === String(Object.values(kept)) &&
      serverContext === 8192
    );
  });
  const warning = page.locator('.server-warning');
  expect(await warning.count()).toBe(0);
  await type('http://llm.example:8000');
  await warning.getByText('sent to llm.example:8000').waitFor();
  await warning.getByText('not encrypted').waitFor();
  // A key was meant for the other one.
  await until('the key is gone', async () => (await settings()).serverKey === '');
  await expectAccessible(page, 'a server that is far');
  await expectSoundLayout(page, 'a server that is far');
  await type('https://llm.example/v1');
  await until('it is encrypted', async () => !(await warning.innerText()).includes('not encrypted'));

  await page.keyboard.press('Escape');
  await page.getByRole('option', { name: 'Warehouse' }).click();
  await page.getByRole('tab', { name: 'Summary' }).click();
  await button(page, 'Choices…').click();
  const writer = page.getByLabel('Written by');
  expect(await writer.inputValue()).toBe('quick');
  await writer.selectOption('server');
  await page.locator('dialog .server-warning').getByText('sent to llm.example').waitFor();
  await expectAccessible(page, 'a summary by a server');
  await page.getByRole('button', { name: 'Cancel' }).click();
  expect((await api.models.network({})).attempts).toEqual([]);
});

test('why a server wrote nothing is said in the meeting, with what to do', async () => {
  const { page, api, home } = await setStage();
  const { host } = await chatServer((response) => response.writeHead(401).end());
  await api.settings.update({ serverOn: true, serverAddress: `http://${host}`, serverModel: 'qwen3' });
  const { id } = await plantMeeting(api, home);
  await page.reload();
  await page.getByRole('option', { name: 'Warehouse' }).click();
  await page.getByRole('tab', { name: 'Summary' }).click();
  const card = page.locator('.job-card');
  await api.summaries.start({ meetingIds: [id], modelId: 'server' });
  await card.getByText('The server refuses the key (401). Check the key in Settings').waitFor();
  await expectSoundLayout(page, 'a server that refuses the key');
});
