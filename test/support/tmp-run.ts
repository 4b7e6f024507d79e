import { join } from 'node:path';
import { launchBrowser } from './ui/browser.ts';
import { speechScreens } from './speech-screens.ts';
const browser = await launchBrowser();
const folder = process.argv[2] ?? '';
try {
  await speechScreens(browser, async (page, name) => {
    for (const [size, themes] of [[{ width: 1280, height: 800 }, ['light', 'dark']], [{ width: 900, height: 600 }, ['light']]] as const) {
      await page.setViewportSize(size);
      for (const colorScheme of themes) {
        await page.emulateMedia({ colorScheme });
        await page.screenshot({ path: join(folder, `${name} ${String(size.width)} ${colorScheme}.png`) });
      }
    }
    await page.setViewportSize({ width: 1280, height: 800 });
  });
} finally { await browser.close(); }
