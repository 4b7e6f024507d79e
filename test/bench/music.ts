import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openCore } from '../../src-main/hosts/headless/open-core.ts';
import { importOne } from '../support/imports.ts';
import { music } from '../support/music.ts';
import { allSegments, transcribe } from '../support/transcribe.ts';
import { wavOf } from '../support/wav.ts';
import type { Limit } from './measure.ts';

const SECONDS = 600;

/** Ten minutes of each kind of music: segments that nobody is told to look at. */
export async function benchMusic(home: string): Promise<Limit[]> {
  mkdirSync(home);
  const core = openCore(home, 'headless');
  const limits: Limit[] = [];
  try {
    const { api } = core.connect();
    for (const [kind, play] of Object.entries(music)) {
      const path = join(home, `${kind}.wav`);
      writeFileSync(path, wavOf([play(SECONDS)], 16_000));
      const { id } = await transcribe(api, await importOne(api, path), { modelId: 'nano-en' });
      const { guards } = await api.transcripts.guards({ id });
      const segments = await allSegments(api, id);
      const unmarked = segments.filter(
        ({ startMs, endMs }) => !guards.some((own) => own.startMs <= startMs && own.endMs >= endMs),
      );
      limits.push({
        name: `ten minutes of music, ${kind}: segments without a mark, of ${segments.length}`,
        ...{ value: unmarked.length, unit: 'segments', bar: 1 },
      });
    }
    return limits;
  } finally {
    await core.close();
  }
}
