import type { Page } from 'playwright-core';

export interface Dropped {
  name: string;
  data: Uint8Array;
}

type Step = 'dragenter' | 'dragover' | 'dragleave' | 'drop';

/** Drags real files over the window, as far as the steps go. */
export async function drag(page: Page, files: readonly Dropped[], steps: readonly Step[]): Promise<void> {
  const packed = files.map(({ name, data }) => ({ name, base64: Buffer.from(data).toString('base64') }));
  await page.evaluate(
    ([list, events]) => {
      const dataTransfer = new DataTransfer();
      for (const { name, base64 } of list) {
        const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
        dataTransfer.items.add(new File([bytes], name, { lastModified: 1_700_000_000_000 }));
      }
      for (const type of events) {
        const event = new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true });
        document.body.dispatchEvent(event);
      }
    },
    [packed, steps] as const,
  );
}

export const drop = (page: Page, files: readonly Dropped[]) =>
  drag(page, files, ['dragenter', 'dragover', 'drop']);
