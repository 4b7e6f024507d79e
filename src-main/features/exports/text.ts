/** They turn around what follows, and nothing of ours ends them. */
const turning = /[\u202A-\u202E\u2066-\u2069]/g;

/** On one line, without what would end, hide or turn it. */
export const oneLine = (text: string) =>
  text
    .replace(turning, '')
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/ {2,}/g, ' ')
    .trim();

/** Hebrew, Arabic and their like. */
export const rightToLeft =
  /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;

const firstLetter = (text: string) => /\p{L}/u.exec(text)?.[0] ?? '';
/** Whether a paragraph of it begins on the right. */
export const beginsRight = (text: string) => rightToLeft.test(firstLetter(text));

const unspaced = /^(zh|ja|yue|th|lo|my|km|bo)$/;
/** What stands between two segments of a language. */
export const spaceOf = (language: string | null) => (unspaced.test(language ?? '') ? '' : ' ');
