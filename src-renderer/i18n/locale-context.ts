import { createContext, useContext } from 'react';
import { createFormat, type Format } from './format.ts';
import { createTranslator, type Language, type Translator } from './translate.ts';

export interface Locale {
  t: Translator;
  format: Format;
  language: Language;
}

export function createLocale(language: Language, locale: string): Locale {
  return { t: createTranslator(language, locale), format: createFormat(locale), language };
}

export const LocaleContext = createContext<Locale>(createLocale('en', 'en'));

export const useLocale = (): Locale => useContext(LocaleContext);
