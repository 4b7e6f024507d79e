import { openDesk } from '../support/ui/app-window.ts';
import { launchBrowser } from '../support/ui/browser.ts';
import { serveLibrary } from '../support/ui/served.ts';
import { traceFrames, scrollFar, untilThere } from './frames.ts';
import { spread, type Figure, type Limit } from './measure.ts';

const place = (number: number) => `.sidebar-section .place:nth-child(${number}) .place-open`;

/** Ten thousand meetings in the list of the window: opened, searched, scrolled. */
export async function benchList(home: string): Promise<{ figures: Figure[]; limits: Limit[] }> {
  const served = await serveLibrary(home);
  const browser = await launchBrowser();
  try {
    const desk = await openDesk(browser, served);
    const { page } = desk;
    const [openings, empty]: [number[], number[]] = [[], []];
    for (let round = 0; round < 10; round += 1) {
      empty.push(await untilThere(page, place(2), '.list-head ~ .calm'));
      openings.push(await untilThere(page, place(1), '.row:not(.row-blank)'));
    }
    const limits = await traceFrames(browser, page, home, 'Scrolling 10,000 meetings', (which) =>
      scrollFar(which, 400, 500),
    );
    await desk.close();
    const figure = {
      ...{ name: 'Opening the list of 10,000 meetings', ours: spread(openings), bar: 300 },
      ...{ against: 'opening one that is empty', theirs: spread(empty) },
    };
    return { figures: [figure], limits };
  } finally {
    await browser.close();
    await served.stop();
  }
}
