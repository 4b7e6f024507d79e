import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Page } from 'playwright-core';
import { expect, onTestFinished, test } from 'vitest';
import { shown } from '../support/ui/app-window.ts';
import { program, serveLibrary } from '../support/ui/served.ts';
import { meetings, open, opens, setStage, shows, toast, type Stage } from '../support/ui/stage.ts';
import { until } from '../support/until.ts';

const refused = /WebSocket|ERR_CONNECTION_REFUSED|status of 403|status of 429/;

async function loseHost({ page, served }: Stage): Promise<void> {
  await served.stop('SIGKILL');
  await page.locator('.banner p').waitFor();
}

/** The host is started again, and the person signs in anew in another window of the same browser. */
async function regainHost({ desk, page, served, home }: Stage): Promise<void> {
  const again = await serveLibrary(home, served.port);
  onTestFinished(() => again.stop());
  const other = await desk.context.newPage();
  await other.goto(again.link);
  await shown(other);
  await page.locator('.banner p').waitFor({ state: 'detached' });
}

/** Whether the window asks before it is closed. It stays open either way. */
async function asksBeforeClosing(page: Page): Promise<boolean> {
  const asked = page.waitForEvent('dialog', { timeout: 3000 }).catch(() => null);
  await page.close({ runBeforeUnload: true });
  const dialog = await asked;
  await dialog?.dismiss();
  return dialog?.type() === 'beforeunload';
}

async function idOf({ api }: Stage, title: string): Promise<string> {
  const { items } = await api.meetings.list({});
  return items.find((item) => item.title === title)?.id ?? '';
}

test('while its host is gone, the window says what to do, and that it holds unsaved words', async () => {
  const stage = await setStage({ meetings: meetings(1), expects: refused });
  const { page, served, home } = stage;
  const banner = page.locator('.banner');
  await opens(page, 'Meeting 1');
  await page.locator('.engine').filter({ hasText: 'No speech model yet' }).waitFor();
  await loseHost(stage);
  await page.locator('.engine').filter({ hasText: 'Not connected' }).waitFor();
  expect(await page.locator('.engine').getAttribute('data-ready')).toBeNull();

  await banner.getByText('MeetMemo does not answer.').waitFor();
  expect(await banner.textContent()).not.toContain('Keep this window open');
  await page.getByRole('textbox', { name: 'Notes' }).fill('Typed while it was gone');
  await banner.getByText('Keep this window open: it holds words that are not saved yet.').waitFor();

  const again = await serveLibrary(home, served.port);
  onTestFinished(() => again.stop());
  await banner.getByText('Open its new address in another tab of this browser').waitFor();
  await banner.getByText('Keep this window open').waitFor();
});

test('a title counts as saved only when it is', async () => {
  const { page } = await setStage({ meetings: meetings(1) });
  const state = page.locator('.meeting-state');
  const isSaved = () => state.getAttribute('data-status').then((status) => status === 'saved');
  await opens(page, 'Meeting 1');
  await until('nothing is waiting', isSaved);
  await page.getByRole('textbox', { name: 'Title' }).fill('Half a title');
  expect(await state.textContent()).toBe('Not saved yet');
  await page.keyboard.press('Enter');
  await until('it is saved', isSaved);
  await page.getByRole('combobox', { name: 'Add tag' }).fill('half a tag');
  expect(await state.textContent()).toBe('Not saved yet');
});

test('a tag typed without a connection is kept and saved later, and closing the window asks', async () => {
  const stage = await setStage({ meetings: meetings(2), expects: refused });
  const { page } = stage;
  await opens(page, 'Meeting 1');
  await loseHost(stage);
  await page.getByRole('combobox', { name: 'Add tag' }).fill('kept');
  expect(await asksBeforeClosing(page)).toBe(true);
  await page.locator('.tag-kept', { hasText: 'kept' }).waitFor();
  expect(await page.locator('.toast').count()).toBe(0);
  expect(await asksBeforeClosing(page)).toBe(true);
  await regainHost(stage);
  await page.getByRole('button', { name: 'Remove tag kept' }).waitFor();
  await until('nothing is waiting', async () => {
    return (await page.locator('.meeting-state').getAttribute('data-status')) === 'saved';
  });
});

test('a preview that failed without the host is made once it is asked for again', async () => {
  const stage = await setStage({ meetings: [{ title: 'Plan', notes: 'Chairs' }], expects: refused });
  const { page } = stage;
  await opens(page, 'Plan');
  await page.keyboard.press('Control+Shift+E');
  await page.locator('.export-page[src]').waitFor();
  await loseHost(stage);
  await page.getByRole('checkbox', { name: 'Times' }).uncheck();
  await page.getByText('There is no preview').waitFor();
  await regainHost(stage);
  await page.locator('.export-preview').getByRole('button', { name: 'Try again' }).click();
  await page.locator('.export-page[src]').waitFor();
});

test('a date that was entered while the host was gone is saved when it is back', async () => {
  const stage = await setStage({ meetings: meetings(1), expects: refused });
  const { page } = stage;
  await opens(page, 'Meeting 1');
  await page.getByRole('button', { name: /^Change date/ }).click();
  await page.getByLabel('Date and time').fill('2026-01-02T03:04');
  await loseHost(stage);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: /^Change date: .*2 January/ }).waitFor();
  expect(await asksBeforeClosing(page)).toBe(true);
  await regainHost(stage);
  await until('it is saved', async () => {
    return (await page.locator('.meeting-state').getAttribute('data-status')) === 'saved';
  });
  await page.reload();
  await page.getByRole('button', { name: /^Change date: .*2 January/ }).waitFor();
});

test('what was typed in a meeting that is gone for good before it was saved can be copied', async () => {
  const stage = await setStage({
    meetings: meetings(2, { notes: 'Before.' }),
    expects: refused,
    context: { permissions: ['clipboard-read', 'clipboard-write'] },
  });
  const { page, home } = stage;
  const ids = [await idOf(stage, 'Meeting 1')];
  // Both are at hand, so that one can go from one to the other without a connection.
  await open(page, 'Meeting 1');
  await loseHost(stage);
  await page.getByRole('textbox', { name: 'Notes' }).fill('Before. And after.');
  await page.getByRole('combobox', { name: 'Add tag' }).fill('lost');
  await page.getByRole('option', { name: /^Meeting 2/ }).click();
  for (const method of ['trash', 'purge']) {
    const input = JSON.stringify({ ids });
    await promisify(execFile)(process.execPath, [
      program,
      'call',
      `meetings.${method}`,
      input,
      '--home',
      home,
    ]);
  }
  await regainHost(stage);
  await shows(page, ['Meeting 2']);
  const notice = toast(page, 'is no longer in the library, and your last words');
  await notice.waitFor();
  expect(await asksBeforeClosing(page)).toBe(true);
  expect(await notice.getByRole('textbox').inputValue()).toBe('Meeting 1\nBefore. And after.');
  await notice.getByRole('button', { name: 'Copy the words' }).click();
  await toast(page, 'Copied').waitFor();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('Meeting 1\nBefore. And after.');
  expect(await page.locator('.toast-error').count()).toBe(0);
});

test('errors go when their reason does, or when the person goes on, and lie over nothing', async () => {
  const stage = await setStage({
    meetings: meetings(3),
    expects: refused,
    context: { viewport: { width: 900, height: 600 } },
  });
  const { page } = stage;
  const errors = page.locator('.toast-error');
  const overlaps = (one: string, other: string) =>
    page.evaluate(
      ([left = '', right = '']) => {
        const boxes = (selector: string) =>
          [...document.querySelectorAll(selector)].map((element) => element.getBoundingClientRect());
        return boxes(left).some((a) =>
          boxes(right).some(
            (b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom,
          ),
        );
      },
      [one, other],
    );
  await loseHost(stage);
  await page.locator('#meeting-list').focus();
  await page.keyboard.press('Control+a');
  await page.getByRole('button', { name: 'Move to trash' }).click({ clickCount: 3 });
  await errors.waitFor();
  expect(await errors.count()).toBe(1);
  expect(await overlaps('.toast', '.bulk-actions > *')).toBe(false);

  await page.keyboard.press('Control+,');
  await errors.waitFor({ state: 'detached' });
  await page.getByLabel('Appearance').selectOption('dark');
  await errors.waitFor();
  expect(await overlaps('.toast', '.settings-panel, .settings-tab')).toBe(false);
  await page.keyboard.press('Escape');
  await errors.waitFor({ state: 'detached' });

  await page.getByRole('button', { name: 'Move to trash' }).click();
  await errors.waitFor();
  await regainHost(stage);
  await errors.waitFor({ state: 'detached' });
});
