import type { Page } from 'playwright-core';
import type { Api } from '../../src-main/contract/index.ts';
import { featuredTitle } from './ui/featured.ts';

/** The summary of a meeting, from none to one that is written in, and the templates. */
export async function summaryScreens(
  page: Page,
  api: Api,
  picture: (page: Page, name: string) => Promise<void>,
): Promise<void> {
  const button = (name: string) => page.getByRole('button', { name, exact: true });
  await page.getByRole('option', { name: new RegExp(`^${featuredTitle}`) }).click();
  await page.getByRole('tab', { name: 'Summary' }).click();
  await button('Summarise').waitFor();
  await picture(page, '100 no summary yet');
  await button('Choices…').click();
  await picture(page, '101 how to summarise');
  await page.keyboard.press('Escape');
  await button('Summarise').click();
  const actions = page.locator('[data-list=actions] .claim');
  await actions.first().waitFor();
  await picture(page, '102 summary');
  await actions.first().scrollIntoViewIfNeeded();
  await actions
    .first()
    .getByRole('button', { name: /^Actions for/ })
    .click();
  await page.getByRole('menuitem', { name: 'Edit' }).click();
  await page.locator('.claim-input').waitFor();
  await picture(page, '103 summary, writing');
  await page.keyboard.press('End');
  await page.keyboard.type(' All of it.');
  await page.keyboard.press('Enter');
  await page.locator('.toast').waitFor();
  await picture(page, '104 summary, edited');
  await api.settings.update({ language: 'de' });
  await page.locator('html[lang=de]').waitFor();
  await picture(page, '105 summary in German');
  await api.settings.update({ language: 'en' });
  await page.locator('html[lang=en]').waitFor();
  await button('Export…').click();
  await page.locator('.export-page[src]').waitFor();
  await picture(page, '105 export');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+,');
  await page.getByRole('tab', { name: 'Summaries' }).click();
  await picture(page, '106 templates');
  await page.locator('.template').first().click();
  await page.locator('.template-input').waitFor();
  await picture(page, '107 a template');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+,');
  await page.getByRole('tab', { name: 'Models' }).click();
  await button('Language').click();
  await picture(page, '108 language models');
  await page.keyboard.press('Escape');
  await page.getByRole('tab', { name: 'Transcript' }).click();
}
