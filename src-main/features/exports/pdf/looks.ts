import { colours, type Look } from './sheet.ts';

export const body: Look = { size: 10.5, leading: 15.5 };
export const small: Look = { size: 8.5, leading: 12, colour: colours.quiet };
