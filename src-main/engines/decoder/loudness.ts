/** Integrated loudness as ITU-R BS.1770 and EBU R 128 define it, for up to two channels. */
export interface LoudnessMeter {
  push(interleaved: Float32Array, channels: 1 | 2): void;
  /** LUFS, or null where all is silence. */
  integrated(): number | null;
}

interface Biquad {
  b0: number;
  b1: number;
  b2: number;
  a1: number;
  a2: number;
}

/** The standard gives both filters for 48 kHz alone; these are the analogue ones that they come from. */
function shelf(rate: number): Biquad {
  const k = Math.tan((Math.PI * 1681.974450955533) / rate);
  const q = 0.7071752369554196;
  const high = 10 ** (3.999843853973347 / 20);
  const band = high ** 0.4996667741545416;
  const scale = 1 + k / q + k * k;
  return {
    b0: (high + (band * k) / q + k * k) / scale,
    b1: (2 * (k * k - high)) / scale,
    b2: (high - (band * k) / q + k * k) / scale,
    a1: (2 * (k * k - 1)) / scale,
    a2: (1 - k / q + k * k) / scale,
  };
}

function highPass(rate: number): Biquad {
  const k = Math.tan((Math.PI * 38.13547087602444) / rate);
  const q = 0.5003270373238773;
  const scale = 1 + k / q + k * k;
  return { b0: 1, b1: -2, b2: 1, a1: (2 * (k * k - 1)) / scale, a2: (1 - k / q + k * k) / scale };
}

const toLufs = (power: number) => -0.691 + 10 * Math.log10(power);
const toPower = (lufs: number) => 10 ** ((lufs + 0.691) / 10);
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

const ABSOLUTE_GATE = toPower(-70);
/** A tenth of the power: 10 LU below. */
const RELATIVE_GATE = 0.1;

/** In silence the filters' memories fade for ever, to numbers so small that processors take long over them. */
const audible = (value: number) => (Math.abs(value) < 1e-20 ? 0 : value);

/** The sum of squares of one channel, filtered. Its eight variables are the two filters' memories. */
function createChannel(rate: number) {
  const { b0, b1, b2, a1, a2 } = shelf(rate);
  const { a1: c1, a2: c2 } = highPass(rate);
  let [s1, s2, t1, t2] = [0, 0, 0, 0];
  return (samples: Float32Array, from: number, to: number, step: number): number => {
    let [u1, u2, v1, v2, sum] = [s1, s2, t1, t2, 0];
    for (let at = from; at < to; at += step) {
      const x = samples[at] ?? 0;
      const y = b0 * x + u1;
      // What waits for nothing stands first: the processor works on it while it waits for y and z.
      u1 = b1 * x + u2 - a1 * y;
      u2 = b2 * x - a2 * y;
      const z = y + v1;
      v1 = v2 - 2 * y - c1 * z;
      v2 = y - c2 * z;
      sum += z * z;
    }
    [s1, s2, t1, t2] = [audible(u1), audible(u2), audible(v1), audible(v2)];
    return sum;
  };
}

export function createLoudnessMeter(rate: number): LoudnessMeter {
  const filters = [createChannel(rate), createChannel(rate)];
  const perTenth = rate / 10;
  const tenths: number[] = [];
  let power = 0;
  let filled = 0;

  /** Blocks of 400 ms, each beginning 100 ms after the one before. */
  function blocks(): number[] {
    return tenths.slice(3).map((_, at) => mean(tenths.slice(at, at + 4)));
  }

  return {
    push(interleaved, channels) {
      for (let at = 0; at < interleaved.length;) {
        const end = Math.min(interleaved.length, at + (perTenth - filled) * channels);
        for (let channel = 0; channel < channels; channel += 1) {
          power += filters[channel]?.(interleaved, at + channel, end, channels) ?? 0;
        }
        filled += (end - at) / channels;
        at = end;
        if (filled < perTenth) continue;
        tenths.push(power / perTenth);
        power = 0;
        filled = 0;
      }
    },
    integrated() {
      const heard = blocks().filter((block) => block > ABSOLUTE_GATE);
      if (heard.length === 0) return null;
      const gate = mean(heard) * RELATIVE_GATE;
      return toLufs(mean(heard.filter((block) => block > gate)));
    },
  };
}
