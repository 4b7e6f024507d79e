import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { damage } from '../support/ui/damage.ts';
import { serveLibrary } from '../support/ui/served.ts';
import { meetings, setStage } from '../support/ui/stage.ts';
import { clientOf, openDesk } from '../support/ui/app-window.ts';
import { launchBrowser } from '../support/ui/browser.ts';
import { tempHome } from '../support/temp-home.ts';

/** A library that was used, backed up if asked, and then damaged. */
async function damagedHome(hasBackup: boolean): Promise<string> {
  const home = tempHome();
  const served = await serveLibrary(home);
  const browser = await launchBrowser();
  const desk = await openDesk(browser, served);
  const { api, close } = await clientOf(desk, served);
  await api.meetings.createMany({ meetings: meetings(200, { notes: 'Words to be kept. '.repeat(20) }) });
  if (hasBackup) await api.library.backUp();
  close();
  await browser.close();
  await served.stop();
  if (!hasBackup) rmSync(join(home, 'backups'), { recursive: true, force: true });
  damage(home);
  return home;
}

test('a damaged library is said to be so, what can be read is saved, and a backup brings it back', async () => {
  const home = await damagedHome(true);
  const { page } = await setStage({ home });
  await page.getByRole('heading', { name: 'Your library cannot be opened' }).waitFor();
  await page.getByText('Nothing was changed. The file is where it was.').waitFor();
  await page.getByText('Details').click();
  await page.getByText('Code: library_damaged').waitFor();

  await page.getByRole('button', { name: 'Save what can be read' }).click();
  const path = await page.locator('.trouble-path').textContent();
  expect(() => readFileSync(path ?? '')).not.toThrow();

  await page
    .getByRole('button', { name: /^Restore the backup of/ })
    .first()
    .click();
  await page.getByText('it is kept beside it').waitFor();
  await page
    .getByRole('group', { name: /^Restore the backup of/ })
    .getByRole('button', { name: /^Restore/ })
    .click();
  await page.getByText('200 meetings', { exact: true }).first().waitFor();
});

test('without a backup it says that there is none', async () => {
  const { page } = await setStage({ home: await damagedHome(false) });
  await page.getByText('There is no backup to go back to.').waitFor();
  await page.getByRole('button', { name: 'Save what can be read' }).waitFor();
});
