import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { speechLike } from '../signals.ts';
import { wavOf } from '../wav.ts';
import { launchBrowser } from './browser.ts';

export const RATE = 48_000;

export interface Sources {
  microphone: Int16Array;
  system: Int16Array;
}

/** Chromium with a microphone and a system that say what is in the returned samples, once. */
export async function launchWithMicrophone(
  folder: string,
  seconds: number,
): Promise<{ browser: Browser; sources: Sources }> {
  const sources = { microphone: speechLike(seconds, RATE), system: speechLike(seconds, RATE, 2) };
  const file = join(folder, 'microphone.wav');
  writeFileSync(file, wavOf([sources.microphone, sources.system], RATE));
  const browser = await launchBrowser([
    '--autoplay-policy=no-user-gesture-required',
    '--use-fake-ui-for-media-stream',
    '--use-fake-device-for-media-stream',
    `--use-file-for-fake-audio-capture=${file}%noloop`,
  ]);
  return { browser, sources };
}

/**
 * Runs in the page before ours. The microphone and the system are the two channels of one device, so that it is known
 * what belongs together; the moments at which capture begins and ends are noted, and all that the audio thread hands over
 * is kept; and devices can be made to vanish.
 */
export const fakeDevices = `{
  const real = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
  const fake = { tracks: [], modes: [], chunks: [], refusal: null, context: null };
  window.fakeDevices = fake;
  let shared;
  const channels = new WeakMap();
  const plain = { echoCancellation: false, noiseSuppression: false, autoGainControl: false, channelCount: 2 };
  const clone = MediaStream.prototype.clone;
  const copyOf = (stream, channel) => {
    const copy = clone.call(stream);
    for (const track of copy.getTracks()) channels.set(track, channel);
    fake.tracks.push(...copy.getTracks());
    return copy;
  };
  const hand = async (channel) => {
    if (fake.refusal) throw new DOMException('', fake.refusal);
    shared ??= real({ audio: plain });
    return copyOf(await shared, channel);
  };
  navigator.mediaDevices.getUserMedia = () => hand(0);
  navigator.mediaDevices.getDisplayMedia = () => hand(1);
  MediaStream.prototype.clone = function () {
    return copyOf(this, channels.get(this.getTracks()[0]));
  };
  window.MediaStreamAudioSourceNode = class extends MediaStreamAudioSourceNode {
    constructor(context, options) {
      super(context, options);
      this.channel = channels.get(options.mediaStream.getTracks()[0]);
      this.splitter = new ChannelSplitterNode(context, { numberOfOutputs: 2 });
      super.connect(this.splitter);
    }
    connect(to, output, input) {
      return this.splitter.connect(to, this.channel, input);
    }
    disconnect() {
      this.splitter.disconnect();
    }
  };
  const post = MessagePort.prototype.postMessage;
  MessagePort.prototype.postMessage = function (message, ...rest) {
    if (message?.mode) fake.modes.push([message.mode, performance.now(), fake.context.currentTime * 1000]);
    return post.call(this, message, ...rest);
  };
  const Worklet = AudioWorkletNode;
  window.AudioWorkletNode = class extends Worklet {
    constructor(...args) {
      super(...args);
      this.port.addEventListener('message', ({ data }) => {
        if (data.kind === 'chunk') fake.chunks.push(data.samples.slice());
      });
    }
  };
  const Real = AudioContext;
  window.AudioContext = class extends Real {
    constructor(...args) {
      super(...args);
      fake.context = this;
    }
  };
}`;

/**
 * What the window captured, by the clock of its sound: between each beginning and the end that followed. `lagMs`: how much
 * less that is than the clock on the wall says. A machine that is too busy makes Chromium leave out sound.
 */
export async function captured(page: Page): Promise<{ ms: number; lagMs: number }> {
  const modes = await page.evaluate(
    () => (window as unknown as { fakeDevices: { modes: [string, number, number][] } }).fakeDevices.modes,
  );
  let ms = 0;
  let lagMs = 0;
  let since: { wall: number; sound: number } | undefined;
  for (const [mode, wall, sound] of modes) {
    if (mode === 'record') since ??= { wall, sound };
    else if (since) {
      ms += sound - since.sound;
      lagMs += wall - since.wall - (sound - since.sound);
      since = undefined;
    }
  }
  return { ms, lagMs };
}

/** All the samples that the audio thread has handed to the window, as one checksum. */
export const handedOver = (page: Page) =>
  page.evaluate(async () => {
    const { chunks } = (window as unknown as { fakeDevices: { chunks: Int16Array<ArrayBuffer>[] } })
      .fakeDevices;
    const hash = await crypto.subtle.digest('SHA-256', await new Blob(chunks).arrayBuffer());
    return [...new Uint8Array(hash)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  });

/** The device is unplugged. */
export const loseDevices = (page: Page) =>
  page.evaluate(() => {
    const { tracks } = (window as unknown as { fakeDevices: { tracks: MediaStreamTrack[] } }).fakeDevices;
    for (const track of tracks) track.dispatchEvent(new Event('ended'));
  });

/** From now on devices are refused with the error of this name; null: they are given. */
export const refuseDevices = (page: Page, name: string | null) =>
  page.evaluate((refusal) => {
    (window as unknown as { fakeDevices: { refusal: string | null } }).fakeDevices.refusal = refusal;
  }, name);
