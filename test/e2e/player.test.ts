import { expect, test } from 'vitest';
import { importSound } from '../support/import-sound.ts';
import { open, setStage } from '../support/ui/stage.ts';
import { audioOf, playsOn, positionIs } from '../support/ui/listening.ts';
import { wavOf, tone } from '../support/stretches.ts';

test('plays, pauses, and seeks by click and keys', async () => {
  const { page, api } = await setStage();
  await importSound(api, 'Tone.wav', wavOf(tone(120)));
  await open(page, 'Tone');
  const slider = page.getByRole('slider', { name: 'Position' });
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  await playsOn(page);
  await page.getByRole('button', { name: 'Pause', exact: true }).click();
  const { width, height } = (await slider.boundingBox()) ?? { width: 0, height: 0 };
  await slider.click({ position: { x: width / 2, y: height / 2 } });
  await positionIs(page, 60, 0.5);
  expect((await audioOf(page)).paused).toBe(true);
});
