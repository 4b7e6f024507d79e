import type { Speech, SpeechDevice } from '../../../src-main/contract/speech.ts';

export const deviceName = ({ name, description }: Pick<SpeechDevice, 'name' | 'description'>): string =>
  description === '' ? name : description;

/** Shortly, for the foot of the window: “Metal”, “CUDA”, “CPU”. */
export function shortDevice(speech: Speech | null): string | null {
  const device = speech?.devices.find(({ isChosen }) => isChosen);
  if (!device) return null;
  // “CUDA0”, “Vulkan1”: the number tells two alike apart.
  return device.name.replace(/\d+$/, '');
}
