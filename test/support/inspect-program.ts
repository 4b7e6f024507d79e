import { argv } from 'node:process';
import { audioHandlers } from '../../src-main/engines/decoder/handlers.ts';
import { wrapError } from '../../src-main/rpc/errors.ts';

/** Says what container a file is, or why it can't be read: a program, so that it can run with fewer rights. */
const { inspect } = audioHandlers(() => undefined);
try {
  const { container } = await inspect(
    { path: argv[2] ?? '' },
    { signal: new AbortController().signal, trace: '' },
  );
  console.log(container);
} catch (error) {
  console.log(wrapError(error).code);
}
