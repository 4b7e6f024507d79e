import { mkdtempSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { tmpdir } from 'node:os';
import { launchBrowser } from './support/ui/browser.ts';
import { clientOf, openDesk } from './support/ui/app-window.ts';
import { serveLibrary } from './support/ui/served.ts';
import { plantTranscript } from './support/plant-transcript.ts';
import { until } from './support/until.ts';
const out = '/tmp/shots';
rmSync(out, { recursive: true, force: true });
mkdirSync(out);
const home = join(mkdtempSync(join(tmpdir(), 'mm-')), 'lib');
const served = await serveLibrary(home);
const browser = await launchBrowser();
const desk = await openDesk(browser, served);
const { page } = desk;
const { api } = await clientOf(desk, served);
const said = [
  'We decided to move the launch to Tuesday.',
  'Ana will send the report by Friday.',
  'Who writes the guide?',
  'Thai says ไทย here, and the budget for the spring is larger than last year.',
];
const long = 'A very long title '.repeat(11).slice(0, 200);
for (const title of ['Launch review', 'اجتماع الميزانية', long, 'Empty one']) {
  const m = await api.meetings.create({ title, notes: '# Plan\n\n- [ ] one\n- [x] two' });
  if (title !== 'Empty one') {
    plantTranscript(home, m.id, {
      segments: Array.from({ length: 24 }, (_, at) => ({
        text: title.startsWith('ا') ? 'قررنا نقل الإطلاق إلى يوم الثلاثاء.' : (said[at % 4] ?? ''),
        startMs: at * 5000,
        endMs: at * 5000 + 4000,
      })),
    });
    const { jobs } = await api.summaries.start({ meetingIds: [m.id] });
    await until('sum', async () => (await api.jobs.get({ id: jobs[0]!.id })).state === 'done');
  }
}
await page.reload();
const sizes = [
  [1280, 800],
  [900, 600],
  [640, 400],
] as const;
async function shot(name: string) {
  for (const [width, height] of sizes) {
    await page.setViewportSize({ width, height });
    for (const colorScheme of ['light', 'dark'] as const) {
      if (colorScheme === 'dark' && width !== 1280) continue;
      await page.emulateMedia({ colorScheme });
      await page.waitForTimeout(80);
      await page.screenshot({ path: `${out}/${name}-${width}-${colorScheme}.png` });
    }
  }
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.emulateMedia({ colorScheme: 'light' });
}
const open = async (t: string) => {
  await page.locator('.row', { hasText: t }).first().click();
  await page.locator('.meeting:not([inert])').waitFor();
  await page.waitForTimeout(300);
  await page.keyboard.press('Control+Shift+E');
  await page.locator('.export-page[src]').waitFor();
  await page.waitForTimeout(400);
};
await open('Launch review');
await shot('pdf');
for (const f of ['Markdown', 'Subtitles (SRT)', 'Word (DOCX)'])
  await page.getByLabel(f, { exact: true }).check();
await page.locator('.export-look select').selectOption({ label: 'Markdown' });
await page.locator('.export-text').waitFor();
await shot('md');
await page.getByRole('button', { name: 'Copy', exact: true }).click();
await shot('copy');
await page.keyboard.press('Escape');
await page.keyboard.press('Escape');
await api.settings.update({ language: 'de' });
await page.locator('html[lang=de]').waitFor();
await open('Launch');
await shot('de');
await page.keyboard.press('Escape');
await api.settings.update({ language: 'en', exportChoices: { formats: ['pdf'] } });
await page.locator('html[lang=en]').waitFor();
await open('اجتماع');
await shot('rtl');
await page.keyboard.press('Escape');
await open('A very long');
await shot('long');
await page.keyboard.press('Escape');
await open('Empty one');
await shot('empty');
await page.keyboard.press('Escape');
await page.locator('#meeting-list').focus();
await page.keyboard.press('Control+A');
await page.waitForTimeout(300);
await shot('bulkpage');
await page.keyboard.press('Control+Shift+E');
await page.locator('.export-page[src]').waitFor();
await page.waitForTimeout(400);
await page.getByLabel('Action items as a table (CSV)').check();
await shot('bulk');
const down = page.waitForEvent('download');
await page.locator('.export-foot .button-main').click();
const d = await down;
console.log(d.suggestedFilename());
await page.locator('.toast').waitFor();
await shot('done');
await page.locator('.toast').getByRole('button', { name: 'Show' }).click();
await page.locator('.export-sum:not(:empty)').waitFor();
await shot('report');
await page.keyboard.press('Escape');
console.log(desk.complaints);
await desk.close();
await browser.close();
await served.stop();
