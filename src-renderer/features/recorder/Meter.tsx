import { useEffect, useRef } from 'react';
import { useStores } from '../../app/context.ts';

/** From silence at −60 dB to full scale. */
const shownLevel = (peak: number) =>
  Math.max(0, Math.min(1, 1 + (20 * Math.log10(Math.max(peak, 1e-6))) / 60));

/** For eyes it moves many times a second, for those who ask with other senses once. */
const SAY_MS = 1000;

/** How loud one track is. It goes past React, which has better to do sixteen times a second. */
export function Meter({ index, label }: { index: number; label: string }) {
  const { levels } = useStores().recorder;
  const meter = useRef<HTMLSpanElement>(null);
  const fill = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    let saidAt = 0;
    const show = (peaks: readonly number[]) => {
      const level = shownLevel(peaks[index] ?? 0);
      fill.current?.style.setProperty('inline-size', `${String(Math.round(level * 100))}%`);
      fill.current?.toggleAttribute('data-loud', (peaks[index] ?? 0) > 0.98);
      if (performance.now() - saidAt < SAY_MS) return;
      saidAt = performance.now();
      meter.current?.setAttribute('aria-valuenow', String(Math.round(level * 100)));
    };
    show(levels.getState().peaks);
    return levels.subscribe(({ peaks }) => {
      show(peaks);
    });
  }, [index, levels]);
  return (
    <span
      ref={meter}
      className="meter"
      role="meter"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={0}
    >
      <span ref={fill} className="meter-fill" />
    </span>
  );
}
