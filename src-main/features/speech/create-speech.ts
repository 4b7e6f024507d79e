import type { AllHandlers, MeetMemo } from '../../contract/index.ts';
import { termsForEnglish } from '../../contract/terms.ts';
import type { Emit } from '../../rpc/define.ts';
import { createCaptions, type CaptionParts } from './captions/create-captions.ts';
import { createDevices, type DeviceParts } from './create-devices.ts';

type SpeechParts = DeviceParts &
  Pick<CaptionParts, 'isFree' | 'engine' | 'log'> & {
    emit: Emit<MeetMemo>;
    /** The one that new transcripts are made with; throws `no_model`. */
    model(): { path: string; sha256: string | null; isMultilingual: boolean };
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
      const { path, sha256, isMultilingual } = parts.model();
      const { device, threads } = await devices.chosen();
      const { speechLanguage: language, vocabulary } = settings();
      const prompt = isMultilingual ? vocabulary : termsForEnglish(vocabulary).expected;
      return {
        // As a transcription loads it, so that it need not be loaded twice.
        model: { path, device, ...(sha256 !== null && { sha256 }) },
        how: { threads, language, prompt },
      };
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
    /** Memory of the graphics processor in use; null: there is none, or it is not known yet. */
    graphicsBytes(): number | null {
      const chosen = devices.now()?.speech.devices.find(({ isChosen }) => isChosen);
      return chosen?.type === 'gpu' ? chosen.memoryBytes : null;
    },
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
