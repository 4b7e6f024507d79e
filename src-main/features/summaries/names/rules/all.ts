import type { RuledLanguage } from '../../language/stop-words.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { es } from './es.ts';
import type { NameRules } from './types.ts';

export const rulesOf: Record<RuledLanguage, NameRules> = { en, de, es };
