const beatMs = { terminal: 1_000, plain: 30_000 };
const clearLine = '\r\x1b[K';

/** 48 s, or 2 min 08 s. */
export function duration(ms) {
  const seconds = Math.round(ms / 1000);
  if (seconds < 60) return `${seconds} s`;
  return `${Math.floor(seconds / 60)} min ${String(seconds % 60).padStart(2, '0')} s`;
}

/**
 * Says what a long task is at and since when, and what each step took. On a terminal one line counts on;
 * elsewhere a step has a line when it begins, one each half minute, and one when it ends.
 */
export function createSteps(stream = process.stderr) {
  const started = Date.now();
  const isTerminal = stream.isTTY === true;
  let step;

  const elapsed = () => duration(Date.now() - step.started);
  const show = () => {
    const note = step.note ? `, ${step.note}` : '';
    const line = `  ${step.name} … ${elapsed()}${note}`;
    // A line that wraps can't be rewritten.
    stream.write(isTerminal ? clearLine + line.slice(0, (stream.columns || 80) - 1) : `${line}\n`);
  };
  const end = () => {
    if (!step) return;
    clearInterval(step.timer);
    stream.write(`${isTerminal ? clearLine : ''}  ${step.name}: ${elapsed()}\n`);
    step = undefined;
  };

  return {
    begin(name) {
      end();
      const timer = setInterval(show, isTerminal ? beatMs.terminal : beatMs.plain);
      step = { name, started: Date.now(), note: '', timer };
      if (isTerminal) show();
      else stream.write(`  ${name} …\n`);
    },
    /** How far the step is; shown with the next line. */
    note(text) {
      if (step) step.note = text;
    },
    end,
    /** What all of them took. */
    total: () => duration(Date.now() - started),
  };
}
