import type { RuledLanguage } from '../language/stop-words.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { es } from './es.ts';
import type { Cues } from './types.ts';

export const cuesOf: Record<RuledLanguage, Cues> = { en, de, es };
