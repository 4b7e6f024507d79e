import { openCore } from '../../src-main/hosts/headless/open-core.ts';
import { openLibrary } from '../../src-main/storage/library.ts';
import { migrations } from '../../src-main/storage/migrations/index.ts';

/** Does something large to a library again and again, and says when each one begins. */
const [, , home = '', what = '', argument = ''] = process.argv;
const begin = (line: string) => process.stdout.write(`${line}\n`);

if (what === 'migrate') {
  const version = migrations.length + 1;
  const step = (number: number) => ({
    version: version + number,
    up: `CREATE TABLE more_${number} AS SELECT * FROM meetings; UPDATE meetings SET notes = notes || '${number}';`,
  });
  begin('migrating');
  openLibrary({
    home,
    migrations: [...migrations, ...Array.from({ length: 40 }, (_, number) => step(number))],
  });
  begin('migrated');
  setInterval(() => undefined, 1000);
} else {
  const { api } = openCore(home, 'headless').connect();
  for (let round = 0; ; round += 1) {
    begin(`${what} ${round}`);
    if (what === 'restore') await api.library.restore({ name: argument });
    else if (what === 'settings') await api.settings.update({ logDays: 2 + (round % 300) });
    else if (what === 'backup') await api.library.backUp();
    else await api.library.salvage();
  }
}
