import { AppError } from '../../rpc/errors.ts';
import { createTurns } from '../in-turn.ts';
import type { AdaptedModel, Adapter } from './adapter.ts';
import { checkModelFile } from './model-file/check.ts';
import type { Header } from './model-file/header.ts';
import { checkPcm, durationOf } from './pcm.ts';
import { fullOptions } from './options.ts';
import { toTranscript } from './transcript.ts';
import type { Device, LoadOptions, SpeechEngine, SpeechModel } from './types.ts';

/** What is alike for every engine: checks before native code is reached, one call at a time, clear errors. */
export function createEngine(adapter: Adapter, fallbackReason: string | null = null): SpeechEngine {
  return {
    name: adapter.name,
    fallbackReason,
    graphics: adapter.graphics,
    devices: adapter.devices,
    async load(path, options = {}) {
      const header = await checkModelFile(path, options.sha256);
      const wanted = options.device ?? 'auto';
      const devices = adapter.devices(wanted !== 'cpu');
      const device = chooseDevice(devices, wanted);
      const gpu = isGraphics(devices[device]) ? devices.slice(0, device).filter(isGraphics).length : -1;
      const flashAttention = options.flashAttention ?? true;
      const model = await adapter.load(path, { gpu, flashAttention });
      return guardModel(model, header, devices[device]?.name ?? 'CPU');
    },
  };
}

const isGraphics = (device: Device | undefined) => device?.type === 'gpu' || device?.type === 'integrated';

/** An index among the devices. */
function chooseDevice(devices: Device[], wanted: NonNullable<LoadOptions['device']>): number {
  const cpu = devices.findIndex(({ type }) => type === 'cpu');
  if (wanted === 'cpu') return cpu;
  if (wanted !== 'auto') {
    if (!devices[wanted]) throw new AppError('not_found', 'There is no such device.');
    return wanted;
  }
  const dedicated = devices.findIndex(({ type }) => type === 'gpu');
  return dedicated >= 0
    ? dedicated
    : devices.findIndex(isGraphics) >= 0
      ? devices.findIndex(isGraphics)
      : cpu;
}

function guardModel(model: AdaptedModel, header: Header, device: string): SpeechModel {
  const { isMultilingual } = header;
  const turns = createTurns();

  return {
    isMultilingual,
    device,
    transcribe: (pcm, { signal: asked, onProgress: tell, ...options } = {}) =>
      turns.run(async (signal) => {
        checkPcm(pcm);
        const full = fullOptions(options, header);
        const onProgress = rising(tell);
        onProgress(0);
        const raw = await model.transcribe(pcm, full, onProgress, signal);
        onProgress(100);
        return toTranscript(raw, durationOf(pcm));
      }, asked),
    detectLanguage: (pcm, { threads = 1, signal: asked } = {}) =>
      turns.run(async (signal) => {
        checkPcm(pcm);
        if (!isMultilingual) return { language: 'en', probability: 1 };
        return model.detectLanguage(pcm, threads, signal);
      }, asked),
    free: () => turns.free(() => model.free()),
  };
}

/** Whole per cents, each at most once. */
function rising(tell: (percent: number) => void = () => undefined): (percent: number) => void {
  let last = -1;
  return (percent) => {
    const whole = Math.min(Math.max(Math.round(percent), 0), 100);
    if (whole <= last) return;
    last = whole;
    tell(whole);
  };
}
