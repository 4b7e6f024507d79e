import type { Summary } from '../../../src-main/contract/summaries.ts';
import type { Section } from '../../../src-main/contract/templates.ts';
import { useStores } from '../../app/context.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import { text } from '../../i18n/translate.ts';
import { toMarkdown } from './markdown.ts';

/** Puts a summary, or one section of it, on the clipboard. */
export function useCopySummary() {
  const { toasts } = useStores();
  const { t } = useLocale();
  return ({ content }: Summary, only?: Section) =>
    void toasts.attempt('copy', async () => {
      await navigator.clipboard.writeText(toMarkdown(t, content, only));
      toasts.done(text('toasts.copied'));
    });
}
