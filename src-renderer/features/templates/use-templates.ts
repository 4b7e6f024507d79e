import { useStore } from 'zustand';
import { useStores } from '../../app/context.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import { translations } from '../../i18n/translate.ts';
import type { TextKey } from '../../i18n/en.ts';

export const useTemplates = () => useStore(useStores().templates.store, ({ templates }) => templates);

/** Of the built-in ones. */
const names = new Map<string, TextKey>([
  ['minutes', 'template.minutes'],
  ['stand-up', 'template.stand-up'],
  ['interview', 'template.interview'],
  ['lecture', 'template.lecture'],
  ['one-to-one', 'template.one-to-one'],
  ['sales-call', 'template.sales-call'],
  ['follow-up', 'template.follow-up'],
  ['action-list', 'template.action-list'],
  ['decision-log', 'template.decision-log'],
]);

/** Built-in templates come with English names; each window shows them in its language until they are renamed. */
export function useTemplateName(): (template: { id: string; name: string }) => string {
  const { t } = useLocale();
  return ({ id, name }) => {
    const key = names.get(id);
    return key && translations.en[key] === name ? t.show({ key, values: {} }) : name;
  };
}
