import { randomFrom } from './random.ts';

const RATE = 16_000;
const scale = [220, 247, 262, 294, 330, 349, 392, 440];
const random = randomFrom(5);
const share = () => random(10_001) / 10_000;
const pick = <T>(items: readonly T[]): T => items[random(items.length)] as T;
const hiss = () => 2 * share() - 1;

type Sound = Float32Array;

const sound = (seconds: number, at: (second: number) => number): Sound =>
  Float32Array.from({ length: Math.round(seconds * RATE) }, (_, index) => at(index / RATE));

function put(into: Sound, second: number, own: Sound): void {
  const from = Math.round(second * RATE);
  for (let index = 0; index < own.length && from + index < into.length; index += 1)
    into[from + index] = (into[from + index] ?? 0) + (own[index] ?? 0);
}

/** A string that is plucked: noise that goes round and loses its heights on the way. */
function pluck(hertz: number): Sound {
  const period = Math.round(RATE / hertz);
  const own = new Float32Array(1.5 * RATE);
  for (let index = 0; index < own.length; index += 1) {
    const [one = 0, other = 0] = [own[index - period], own[index - period - 1]];
    own[index] = index < period ? hiss() : 0.498 * (one + other);
  }
  return own;
}

function strings(seconds: number): Sound {
  const all = sound(seconds, () => 0);
  for (let at = 0; at < seconds; at += pick([0.25, 0.25, 0.5, 0.375]))
    put(all, at, pluck(pick(scale) * pick([0.5, 1, 1, 2])));
  return all;
}

const wave = (hertz: number, second: number) => Math.sin(2 * Math.PI * hertz * second);

/** Chords that swell and tremble. */
function pads(seconds: number): Sound {
  const roots = [130.8, 110, 174.6, 98, 146.8];
  return sound(seconds, (second) => {
    const root = roots[Math.floor(second / 4) % 5] ?? 0;
    let sum = 0;
    for (const part of [1, 1.1892, 1.4983, 2])
      for (const off of [0.997, 1.004])
        for (let harmonic = 1; harmonic < 7; harmonic += 1)
          sum += wave(root * part * off * harmonic, second) / harmonic ** 1.3;
    const swell = 0.5 - 0.5 * Math.cos((Math.PI * Math.min(1, (second % 4) / 0.8)) / 1);
    return (sum * (1 + 0.5 * wave(4.5, second)) * (0.3 + 0.7 * swell)) / 12;
  });
}

function drums(seconds: number): Sound {
  const kick = sound(0.3, (at) => wave(45 + 10 * Math.exp(-30 * at), at) * Math.exp(-12 * at));
  const snare = sound(0.2, (at) => (hiss() * Math.exp(-22 * at) + wave(190, at) * Math.exp(-25 * at)) / 2);
  const hat = sound(0.08, (at) => 0.3 * hiss() * Math.exp(-60 * at));
  const all = sound(seconds, () => 0);
  for (let step = 0; (step * 60) / 440 < seconds; step += 1) {
    const at = (step * 60) / 440;
    if ([0, 6, 8].includes(step % 16)) put(all, at, kick);
    if ([4, 12].includes(step % 16)) put(all, at, snare);
    if (step % 2 === 0 || share() < 0.2) put(all, at, hat);
  }
  return all;
}

/** Chords taken apart, with a little vibrato. */
function arpeggio(seconds: number): Sound {
  const chords = [
    [0, 4, 7, 12],
    [9, 12, 16, 21],
    [5, 9, 12, 17],
    [7, 11, 14, 19],
  ];
  let turn = 0;
  return sound(seconds, (second) => {
    const step = Math.floor(second / 0.166);
    const semitones = chords[Math.floor(step / 24) % 4]?.[step % 4] ?? 0;
    turn += (220 * 2 ** (semitones / 12) * (1 + 0.012 * wave(6, second))) / RATE;
    let sum = 0;
    for (let harmonic = 1; harmonic < 12; harmonic += 1)
      sum += Math.sin(2 * Math.PI * harmonic * turn) / harmonic;
    return (sum * Math.exp(-6 * (second % 0.166))) / 2;
  });
}

function band(seconds: number): Sound {
  const [one, other, third] = [drums(seconds), strings(seconds), pads(seconds)];
  return one.map((own, index) => own + (other[index] ?? 0) + 0.6 * (third[index] ?? 0));
}

/** Generated music of several kinds, as loud as speech is. */
export const music = Object.fromEntries(
  Object.entries({ strings, pads, drums, arpeggio, band }).map(([kind, play]) => [
    kind,
    (seconds: number): Int16Array => {
      const own = play(seconds);
      const loudest = own.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
      return Int16Array.from(own, (sample) => Math.round((16_000 * sample) / loudest));
    },
  ]),
);
