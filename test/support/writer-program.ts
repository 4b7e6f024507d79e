import { writeSync } from 'node:fs';
import { openCore } from '../../src-main/hosts/headless/open-core.ts';

/** Writes until it is ended, and says so each time, but only once it has been told that a write was done. */
const [, , home = '', run = ''] = process.argv;
const { api } = openCore(home, 'headless').connect();
const say = (line: string) => writeSync(1, `${line}\n`);
let last = '';
for (let count = 0; ; count += 1) {
  const name = `${run}-${count}`;
  if (count % 3 === 2) {
    await api.meetings.update({ id: last, notes: name, addTags: [name] });
    say(`updated ${last} ${name}`);
  } else {
    const made = await api.meetings.create({
      title: name,
      tags: ['first', 'second'],
      notes: 'x'.repeat((count % 1000) * 10),
    });
    last = made.id;
    say(`created ${last} ${name}`);
  }
}
