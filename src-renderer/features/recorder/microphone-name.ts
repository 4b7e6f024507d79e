import type { Translator } from '../../i18n/translate.ts';
import { shortened } from '../../ui/shortened.ts';
import type { Microphone } from './capture/devices.ts';

/** Before the microphone is allowed, devices have no names. */
export const microphoneName = (t: Translator, { label }: Microphone, index: number) =>
  label === '' ? t('recorder.unnamed', { number: index + 1 }) : shortened(label, 40);
