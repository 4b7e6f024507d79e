import type { Guard } from '../../../src-main/contract/transcripts.ts';
import type { Translator } from '../../i18n/translate.ts';

/** Why a person should look at a span. */
export const reasonOf = (
  t: Translator,
  { reason, startMs, endMs }: Pick<Guard, 'reason' | 'startMs' | 'endMs'>,
) => t(`transcript.reason.${reason}`, { length: Math.max(1, Math.round((endMs - startMs) / 1000)) });
