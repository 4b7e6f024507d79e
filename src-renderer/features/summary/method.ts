import type { SummaryProvenance } from '../../../src-main/contract/summaries.ts';
import type { Translator } from '../../i18n/translate.ts';

/** Who wrote it. */
export const methodOf = (t: Translator, { method, modelName }: SummaryProvenance) =>
  method === 'quick' ? t('summary.quick') : t('summary.by', { name: modelName ?? '' });
