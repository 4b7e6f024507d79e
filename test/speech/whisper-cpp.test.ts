import { join } from 'node:path';
import { speechEngineSuite } from './suite.ts';

speechEngineSuite({
  engine: 'whisper.cpp',
  program: join(import.meta.dirname, '../../src-main/engines/process/entry.ts'),
  stops: true,
  knowsNoSpeech: true,
  rollsAnew: true,
  isQuiet: true,
});
