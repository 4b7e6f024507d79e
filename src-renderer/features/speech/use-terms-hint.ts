import type { Model } from '../../../src-main/contract/models.ts';
import { termsForEnglish } from '../../../src-main/contract/terms.ts';
import { useLocale } from '../../i18n/locale-context.ts';

/** What is to be known of names and terms, and whether that model is told all of them. */
export function useTermsHint(model: Model | undefined, terms: string): string {
  const { t } = useLocale();
  const isCut = model?.isMultilingual === false && termsForEnglish(terms).leftOut !== '';
  return isCut ? `${t('speech.vocabularyHint')} ${t('speech.termsLeftOut')}` : t('speech.vocabularyHint');
}
