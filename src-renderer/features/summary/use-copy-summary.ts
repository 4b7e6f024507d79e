import type { Summary } from '../../../src-main/contract/summaries.ts';
import { useStores } from '../../app/context.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import { text } from '../../i18n/translate.ts';

/** Puts the summary that is shown, or its action items alone, on the clipboard, as an export would write it. */
export function useCopySummary() {
  const { api, summaries, toasts } = useStores();
  const { language } = useLocale();
  return ({ meetingId }: Summary, part: 'summary' | 'actions') =>
    void toasts.attempt('copy', async () => {
      await summaries.drafts.flush();
      const parts = part === 'summary' ? (['summary', 'actions'] as const) : (['actions'] as const);
      const { data } = await api.exports.make({ meetingId, format: 'md', parts: [...parts], language });
      await navigator.clipboard.writeText(new TextDecoder().decode(data));
      toasts.done(text('toasts.copied'));
    });
}
