import type { Translator } from '../../i18n/translate.ts';

const beams = [1, 2, 3, 5, 8];

export const beamText = (t: Translator, count: number): string =>
  count === 1 ? t('speech.beamOne') : t('speech.beam', { count });

/** How many readings are weighed side by side, for a list to choose from. */
export const beamOptions = (t: Translator) =>
  beams.map((count) => ({ value: String(count), label: beamText(t, count) }));

/** Which of them comes next to what is set. */
export const beamOption = (count: number): string => String(beams.findLast((one) => one <= count) ?? 1);
