import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { label, Time } from '../../contract/common.ts';
import { Recording } from '../../contract/recorder.ts';

/** What a sound's row knows and its bytes don't. It lies beside them, for a library that has lost the row. */
const About = v.object({
  title: label(500),
  startedAt: Time,
  sha256: v.nullable(v.string()),
  isCompressed: v.boolean(),
  /** null: it was imported. */
  recording: v.nullable(v.pick(Recording, ['tracks', 'sampleRate'])),
});
type About = v.InferOutput<typeof About>;

export function writeAbout(folder: string, about: About): void {
  writeFileSync(join(folder, 'about'), JSON.stringify(about), { mode: 0o600 });
}

/** undefined: there is none, or none that can be read. */
export function readAbout(folder: string): About | undefined {
  try {
    return v.parse(About, JSON.parse(readFileSync(join(folder, 'about'), 'utf8')));
  } catch {
    return undefined;
  }
}
