import { join } from 'node:path';
import { speechEngineSuite } from './suite.ts';

speechEngineSuite({
  engine: 'smart-whisper',
  program: join(import.meta.dirname, '../support/smart-whisper-program.ts'),
  stops: false,
  knowsNoSpeech: false,
  rollsAnew: false,
  isQuiet: false,
});
