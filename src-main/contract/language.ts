import * as v from 'valibot';

/** Such as `en` or `zh-Hant-TW`: of these, and no others, the names of languages can be asked for. */
const tag = /^[a-z]{2,3}(-[a-z]{4})?(-([a-z]{2}|\d{3}))?$/i;
export const isLanguage = (code: string): boolean => tag.test(code);

/** What is no language is an unknown one. */
export const LanguageOrNone = v.fallback(v.nullable(v.pipe(v.string(), v.regex(tag))), null);
