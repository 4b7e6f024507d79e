import type { AllHandlers, MeetMemo } from '../../contract/index.ts';
import type { Emit } from '../../rpc/define.ts';
import { createCaptions, type CaptionParts } from './captions/create-captions.ts';
import { createDevices, type DeviceParts } from './create-devices.ts';

type SpeechParts = DeviceParts &
  Pick<CaptionParts, 'isFree' | 'engine' | 'log'> & {
    emit: Emit<MeetMemo>;
    /** The file of the model that new transcripts are made with. */
    model(): string;
  };

/** What speech recognition runs on, and the captions of a recording that is under way. */
export function createSpeech(parts: SpeechParts) {
  const { settings, emit } = parts;
  let wanted = settings().speechDevice;
  const devices = createDevices(parts);
  const captions = createCaptions({
    ...parts,
    isOn: () => settings().liveCaptions,
    async reading() {
      const path = parts.model();
      const { device, threads } = await devices.chosen();
      const { speechLanguage: language, vocabulary: prompt } = settings();
      return { path, device, threads, language, prompt };
    },
  });
  const handlers: AllHandlers['speech'] = {
    devices: () => devices.describe(),
    async tryDevices() {
      const speech = await devices.describe(true);
      emit('speech.changed', speech);
      return speech;
    },
  };
  return {
    handlers,
    captions,
    /** What to run on; the devices are tried at the first time. */
    chosen: devices.chosen,
    /** The same, or undefined where that would mean to try them. */
    chosenBefore: () => devices.now()?.chosen,
    settingsChanged(): void {
      const now = devices.now();
      if (now && settings().speechDevice !== wanted) emit('speech.changed', now.speech);
      wanted = settings().speechDevice;
    },
    close(): void {
      captions.close();
      devices.close();
    },
  };
}
