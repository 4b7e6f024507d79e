import { useStore } from 'zustand';
import { useStores } from '../../app/context.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import { translations } from '../../i18n/translate.ts';
import type { TextKey } from '../../i18n/en.ts';

export const useTemplates = () => useStore(useStores().templates.store, ({ templates }) => templates);

const isText = (key: string): key is TextKey => key in translations.en;

/** Built-in templates come with English names; each window shows them in its language until they are renamed. */
export function useTemplateName(): (template: { id: string; name: string }) => string {
  const { t } = useLocale();
  return ({ id, name }) => {
    const key = `template.${id}`;
    return isText(key) && translations.en[key] === name ? t.show({ key, values: {} }) : name;
  };
}
