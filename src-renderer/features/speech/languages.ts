import { isLanguage } from '../../../src-main/contract/language.ts';
import type { Model } from '../../../src-main/contract/models.ts';
import type { TextKey } from '../../i18n/en.ts';
import { createTranslator, type Language } from '../../i18n/translate.ts';
import { modelInUse } from '../models/in-use.ts';

/** What Whisper's multilingual models were taught, by the codes that the engine takes. */
const codes =
  'af am ar as az ba be bg bn bo br bs ca cs cy da de el en es et eu fa fi fo fr gl gu ha haw he hi hr ht hu hy id is it ja jw ka kk km kn ko la lb ln lo lt lv mg mi mk ml mn mr ms mt my ne nl nn no oc pa pl ps pt ro ru sa sd si sk sl sn so sq sr su sv sw ta te tg th tk tl tr tt uk ur uz vi yi yo yue zh'.split(
    ' ',
  );

/** Those that browsers have no name for. */
const unnamed: Partial<Record<string, TextKey>> = { ba: 'speech.bashkir', bo: 'speech.tibetan' };

/** A language in the words of the person's own; Javanese has another code everywhere else. */
export function languageName(locale: Language, code: string): string {
  if (!isLanguage(code)) return code;
  const key = unnamed[code];
  if (key !== undefined) return createTranslator(locale, locale).show({ key, values: {} });
  return new Intl.DisplayNames(locale, { type: 'language' }).of(code === 'jw' ? 'jv' : code) ?? code;
}

interface Spoken {
  language: string;
  translate: boolean;
}

/** What was chosen, as far as the model of this id can do it. */
export function fitted(models: readonly Model[], modelId: string, { language, translate }: Spoken): Spoken {
  const model = modelInUse(models, modelId);
  if (model?.isMultilingual !== false) return { language, translate };
  return { language: understands(model, language) ? language : 'auto', translate: false };
}

type Speaks = { isMultilingual: boolean } | undefined;

/** Without a model, who knows. */
const understands = (model: Speaks, code: string) =>
  model?.isMultilingual !== false || code === 'auto' || code === 'en';

/** Those that a model understands, and what is chosen, whatever it is. */
export function spokenLanguages(locale: Language, model: Speaks, chosen: string) {
  const collator = new Intl.Collator(locale);
  return codes
    .filter((code) => understands(model, code) || code === chosen)
    .map((value) => ({ value, label: languageName(locale, value) }))
    .sort((one, other) => collator.compare(one.label, other.label));
}
