import { readFileSync, writeFileSync } from 'node:fs';

/** An engine child that does as a file tells it. It says the rpc's own words, since its parent says them to it. */
const folder = process.env.MEETMEMO_TEST_ENGINE ?? '';
writeFileSync(`${folder}/pid`, String(process.pid));
const mode = readFileSync(`${folder}/mode`, 'utf8');

process.on('disconnect', () => process.exit(0));
process.on('message', ({ t, id }: { t: string; id: number }) => {
  if (t !== 'call') return;
  if (mode === 'good') process.send?.({ t: 'result', id, value: { ready: true, engine: 'test' } });
  else if (mode === 'junk') process.send?.('junk');
  else if (mode === 'abort') process.abort();
  else {
    process.stderr.write(`${'earlier words '.repeat(1000)}\nlast words`, () => {
      writeFileSync(`${folder}/asked`, '');
    });
  }
});
