/** Progress goes to standard error, so that standard output is only ever a command's own result. */
export function say(sentence) {
  process.stderr.write(`${sentence}\n`);
}

/** An expected failure: a sentence for the person, no stack. */
export class Failure extends Error {
  constructor(sentence, exitCode = 1) {
    super(sentence);
    this.exitCode = exitCode;
  }
}

/** Runs a script's main function and turns its outcome into the exit status. */
export async function main(run) {
  try {
    process.exitCode = (await run()) ?? 0;
  } catch (error) {
    say(error instanceof Failure ? error.message : error.stack);
    process.exitCode = error.exitCode ?? 1;
  }
}
