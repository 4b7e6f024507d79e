import { expect, test } from 'vitest';
import { meetings, rowOf, setStage, titlesOf } from '../support/ui/stage.ts';
import { until } from '../support/until.ts';

const COUNT = 3000;

test('three thousand meetings: counted at once, loaded as one scrolls, few drawn at a time', async () => {
  const { page } = await setStage({ meetings: meetings(COUNT) });
  const scroller = page.locator('.list-scroller');
  await page.locator('.list-count', { hasText: '3,000 meetings' }).waitFor();
  expect(await page.getByRole('option').count()).toBeLessThan(40);
  expect(await page.getByRole('option').first().getAttribute('aria-setsize')).toBe(String(COUNT));

  await scroller.evaluate((element) => {
    element.scrollTop = element.scrollHeight * 0.6;
  });
  await until('the rows far down are loaded', async () => {
    const titles = await titlesOf(page);
    return titles.length > 5 && titles.every((title) => Number(title.slice(8)) > 1500);
  });
  const places = await page
    .locator('.row')
    .evaluateAll((rows) => rows.map((row) => [row.textContent, row.getAttribute('aria-posinset')]));
  for (const [label, place] of places) expect(label).toMatch(new RegExp(`^Meeting ${place ?? ''}\\D`));

  await page.locator('[role=listbox]').focus();
  await page.keyboard.press('End');
  await rowOf(page, `Meeting ${String(COUNT)}`).waitFor();
  await page.keyboard.press('Control+a');
  await page.getByRole('heading', { name: '3,000 meetings selected' }).waitFor();
});

test('changes above what is seen move neither the rows nor the selection', async () => {
  const { page, api } = await setStage({ meetings: meetings(COUNT) });
  const scroller = page.locator('.list-scroller');
  await scroller.evaluate((element) => {
    element.scrollTop = 5700;
  });
  const seen = rowOf(page, 'Meeting 60');
  await seen.click();
  const before = await seen.boundingBox();

  await api.meetings.createMany({
    meetings: meetings(30).map((meeting) => ({ ...meeting, title: 'Newer' })),
  });
  await page.locator('.list-count', { hasText: '3,030 meetings' }).waitFor();
  const { items } = await api.meetings.list({ limit: 10 });
  await api.meetings.trash({ ids: items.map(({ id }) => id) });
  await page.locator('.list-count', { hasText: '3,020 meetings' }).waitFor();

  expect(await seen.boundingBox()).toEqual(before);
  expect(await seen.getAttribute('aria-selected')).toBe('true');
  expect(await page.locator('.meeting-title').inputValue()).toBe('Meeting 60');
});

test('a change that comes before the window has told of a scroll does not undo it', async () => {
  const { page, api } = await setStage({ meetings: meetings(COUNT) });
  const scroller = page.locator('.list-scroller');
  await scroller.evaluate((element) => {
    window.addEventListener(
      'scroll',
      (event) => {
        event.stopImmediatePropagation();
      },
      { capture: true },
    );
    element.scrollTop = 5700;
  });
  await api.meetings.createMany({
    meetings: meetings(1).map((meeting) => ({ ...meeting, title: 'Older', startedAt: 1 })),
  });
  await page.locator('.list-count', { hasText: '3,001 meetings' }).waitFor();
  expect(await scroller.evaluate((element) => element.scrollTop)).toBe(5700);
});
