import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compose } from '../src-main/features/exports/compose.ts';
import { toDocx } from '../src-main/features/exports/formats/docx.ts';
import { oneLine } from '../src-main/features/exports/text.ts';
import { allParts, exportSource, withSummary } from '../test/support/export-source.ts';
import { hostileTexts } from '../test/support/hostile-texts.ts';
import { installFromDebian, isExecutable, placesOnPath } from './lib/programs.mjs';
import { runQuietly } from './lib/run.mjs';
import { Failure, main, say } from './lib/say.mjs';

const findOffice = () => placesOnPath(['soffice']).find(isExecutable);

/** Where a line ends is not ours to say, and what can't be seen is not kept by all. */
const squeezed = (text) => text.replace(/[\s\p{Cf}\p{Cc}\uFFFE\uFFFF]+/gu, '');

/** Whether LibreOffice opens a DOCX of ours and finds every word in it. It is large, so `npm test` does without. */
await main(async () => {
  if (!findOffice()) await installFromDebian('libreoffice-writer-nogui', 'the look at DOCX');
  const office = findOffice();
  if (!office) throw new Failure('This needs LibreOffice: install libreoffice-writer.');
  const said = hostileTexts.map((text, at) => ({ text, by: at % 3 }));
  const source = withSummary(
    exportSource({ title: 'Budget', notes: '# Plan\n\n- [x] done', names: ['Zoë', 'דוד', '王'], said }),
  );
  const folder = mkdtempSync(join(tmpdir(), 'meetmemo-docx-'));
  try {
    const path = join(folder, 'meeting.docx');
    writeFileSync(path, await toDocx(compose(source, allParts)));
    const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`;
    const convert = ['--headless', '--convert-to', 'txt:Text (encoded):UTF8', '--outdir', folder, path];
    const { status, tail } = await runQuietly(office, [profile, ...convert]);
    if (status !== 0) throw new Failure(`${tail}\nLibreOffice did not open it.`);
    const text = squeezed(readFileSync(join(folder, 'meeting.txt'), 'utf8'));
    const words = ['Summary', 'David: Send the report (by Thursday)', 'Zoë', ...hostileTexts.map(oneLine)];
    const missing = words.map(squeezed).filter((word) => !text.includes(word));
    if (missing.length > 0) throw new Failure(`${missing.length} are missing, such as ${missing[0]}`);
    say(`LibreOffice found all ${words.length} texts.`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
