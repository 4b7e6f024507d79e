const two = (part: number) => String(part).padStart(2, '0');

const partsOf = (ms: number) => {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  return { hours: Math.floor(seconds / 3600), minutes: Math.floor(seconds / 60) % 60, seconds: seconds % 60 };
};

/** As a clock shows it: 4:05, 1:04:05. With hours where the whole has them, so that nothing moves as time passes. */
export function clock(ms: number, wholeMs = ms): string {
  const { hours, minutes, seconds } = partsOf(ms);
  if (Math.max(ms, wholeMs) < 3_600_000) return `${minutes}:${two(seconds)}`;
  return `${hours}:${two(minutes)}:${two(seconds)}`;
}

/** As it is read out: “1 hour, 4 minutes, 5 seconds”. */
export function spokenTime(language: string, ms: number): string {
  const all = Object.entries(partsOf(ms));
  const parts = all.filter(([, value]) => value > 0);
  const said = (parts.length > 0 ? parts : all.slice(-1)).map(([unit, value]) =>
    new Intl.NumberFormat(language, { style: 'unit', unit: unit.slice(0, -1), unitDisplay: 'long' }).format(
      value,
    ),
  );
  return new Intl.ListFormat(language, { type: 'unit', style: 'long' }).format(said);
}
