import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { Settings } from '../../contract/settings.ts';
import type { Speech } from '../../contract/speech.ts';
import type { Engine } from '../../engines/process/types.ts';
import { AppError } from '../../rpc/errors.ts';
import { chooseDevice, type Tried } from './choose.ts';
import { listGraphics } from './graphics.ts';
import { keep, keyOf, readKept, type Kept } from './kept.ts';
import { listDevices, type Listed } from './list.ts';
import { tryDevice, untried, type Trial, type TrialSound } from './trial.ts';
import { unusedGraphics } from './unused.ts';

/** What a transcription runs on. */
export interface ChosenDevice {
  /** As the engine child's `load` takes it. */
  device: 'cpu' | number;
  name: string;
  threads: number;
}

export interface DeviceParts {
  home: string;
  appVersion: string;
  settings(): Settings;
  /** A child of its own, which nobody else uses. */
  newEngine(): Engine;
  trialModel: string;
  sound(): Promise<TrialSound>;
  /** After so long a device that has told nothing is given up. */
  limitMs: number;
}

interface Known {
  listed: Listed;
  kept: Kept;
}

/** What several may wait for. */
interface Asked {
  answer: Promise<Known>;
  giveUp: AbortController;
  waiting: number;
  isDone: boolean;
}

/** As every engine calls it. */
const PROCESSOR = 'CPU';

/** 1, 2, 4 … and all of them. */
function threadCounts(cores: number): number[] {
  const counts = [];
  for (let count = 1; count < cores; count *= 2) counts.push(count);
  return [...counts, cores];
}

/** The devices are listed and tried when somebody first asks for them, and kept until there are others. */
export function createDevices(parts: DeviceParts) {
  const path = join(parts.home, 'speech-devices.json');
  let asked: Asked | undefined;
  let known: Known | undefined;
  const closing = new AbortController();

  async function find(isAgain: boolean, signal: AbortSignal): Promise<Known> {
    const goOn = () => {
      if (signal.aborted) throw new AppError('cancelled', 'Nobody waits for it any more.');
    };
    /** One that ends as soon as nobody waits. */
    function newEngine(): Engine {
      goOn();
      const engine = parts.newEngine();
      const stop = () => {
        signal.removeEventListener('abort', stop);
        engine.stop();
      };
      signal.addEventListener('abort', stop);
      return { ...engine, stop };
    }
    const listed = await listDevices(newEngine, parts.limitMs);
    const key = keyOf(parts.appVersion, listed.engine, listed.devices);
    const before = isAgain ? undefined : readKept(path);
    if (before?.key === key) return (known = { listed, kept: before });
    const kept = { key, triedAt: Date.now(), trials: await tryAll(listed, newEngine) };
    // What was ended has not failed.
    goOn();
    keep(path, kept);
    return (known = { listed, kept });
  }

  /** One after another, the processor first: its threads are those that work beside a graphics processor. */
  async function tryAll({ devices }: Listed, newEngine: () => Engine): Promise<Record<string, Trial>> {
    const { trialModel: model, limitMs } = parts;
    const trial = { newEngine, model, limitMs, sound: await parts.sound() };
    const trials: Record<string, Trial> = {};
    const processor = await tryDevice(trial, 'cpu', threadCounts(availableParallelism()));
    for (const [index, { name, type }] of devices.entries()) {
      if (type === 'cpu') trials[name] = processor;
      // An accelerator helps the processor by itself; nothing runs on it alone.
      else if (type !== 'accelerator') trials[name] = await tryDevice(trial, index, [processor.threads ?? 1]);
    }
    return trials;
  }

  /** Once for all who ask meanwhile. A failure is told, and the next one asks anew. */
  function begin(isAgain: boolean): Asked {
    const giveUp = new AbortController();
    const signal = AbortSignal.any([giveUp.signal, closing.signal]);
    const before = asked?.answer ?? Promise.resolve();
    const answer = before.catch(() => undefined).then(() => find(isAgain, signal));
    const own = { answer, giveUp, waiting: 0, isDone: false };
    answer.then(
      () => {
        own.isDone = true;
      },
      () => {
        if (asked === own) asked = undefined;
      },
    );
    return own;
  }

  /** Whoever stops waiting as the last one ends it. */
  async function ask(isAgain = false, signal?: AbortSignal): Promise<Known> {
    const own = isAgain ? begin(true) : (asked ?? begin(false));
    asked = own;
    own.waiting += 1;
    const { promise: stopped, reject } = Promise.withResolvers<never>();
    const stop = () => {
      reject(new AppError('cancelled', 'Cancelled.'));
    };
    signal?.addEventListener('abort', stop);
    if (signal?.aborted) stop();
    try {
      return await Promise.race([own.answer, stopped]);
    } finally {
      signal?.removeEventListener('abort', stop);
      own.waiting -= 1;
      if (own.waiting === 0 && signal?.aborted) {
        own.giveUp.abort();
        if (asked === own && !own.isDone) asked = undefined;
      }
    }
  }

  const tried = ({ listed, kept }: Known): Tried[] =>
    listed.devices.map((device, index) => ({ ...device, index, ...(kept.trials[device.name] ?? untried) }));

  function describe(found: Known): Speech {
    const { listed, kept } = found;
    const wanted = parts.settings().speechDevice;
    const devices = tried(found);
    const chosen = chooseDevice(devices, wanted);
    const isFallback = listed.engine !== 'whisper.cpp';
    const system = listGraphics();
    const driverAt = (address: string) =>
      system.find((graphics) => graphics.address === address)?.driver ?? null;
    return {
      engine: listed.engine,
      fallbackReason: listed.fallbackReason,
      devices: devices.map((device) => ({
        name: device.name,
        description: device.description,
        type: device.type,
        memoryBytes: device.memoryBytes,
        freeBytes: device.freeBytes,
        driver: device.address === '' ? null : driverAt(device.address),
        threads: device.threads,
        speed: device.speed,
        error: device.error,
        isChosen: device === chosen,
      })),
      unused: unusedGraphics(system, { isFallback, libraries: listed.graphics, devices, chosen, wanted }),
      isWantedMissing: wanted !== '' && chosen?.name !== wanted,
      triedAt: kept.triedAt,
    };
  }

  function choose(found: Known): ChosenDevice {
    const { speechDevice, speechThreads } = parts.settings();
    const chosen = chooseDevice(tried(found), speechDevice);
    return {
      device: chosen === undefined || chosen.type === 'cpu' ? 'cpu' : chosen.index,
      name: chosen?.name ?? PROCESSOR,
      threads: speechThreads > 0 ? speechThreads : (chosen?.threads ?? 1),
    };
  }

  /** A person has chosen all there is to choose: nothing need be tried for it. */
  function settled(): ChosenDevice | undefined {
    const { speechDevice, speechThreads: threads } = parts.settings();
    return speechDevice === PROCESSOR && threads > 0
      ? { device: 'cpu', name: PROCESSOR, threads }
      : undefined;
  }

  return {
    describe: async (isAgain = false) => describe(await ask(isAgain)),
    chosen: async (signal?: AbortSignal) => settled() ?? choose(await ask(false, signal)),
    /** As far as it is known by now: to ask would try the devices. */
    now: () => known && { speech: describe(known), chosen: choose(known) },
    close(): void {
      closing.abort();
    },
  };
}
