import type { RuledLanguage } from '../language/stop-words.ts';
import { rulesOf } from './rules/all.ts';
import type { NameRules } from './rules/types.ts';

const title =
  '(?:Dr|Dra|Prof|Mr|Mrs|Ms|Miss|Sr|Sra|Herrn?|Frau|Doktor|Doctora?|Professor(?:in)?|Profesora?|Señora?|Sir|Don|Doña|Lady)(?![\\p{L}\\p{M}])\\.? ';
const part = '(?:von|van|vom|zu|den|der|ter|de|del|la|las|los|di|da|le|du|al|el|bin|ibn|y) ';
const word = "(?:\\p{Lu}['’])?\\p{Lu}[\\p{L}\\p{M}]+(?:-[\\p{L}\\p{M}]+)*";
/** Of up to three words with a capital, none of them “Anna's”. */
const name = `(?<name>(?:${title}){0,2}${word}(?: (?:${part}){0,2}${word}){0,2})(?![\\p{L}\\p{M}\\p{N}'’-])`;

const anyCase = (text: string) => (text === '' ? '' : `(?i:${text})`);
const withName = (rule: string) => rule.split('NAME').map(anyCase).join(name);
/** Not within a word. */
const start = '(?<![\\p{L}\\p{M}\\p{N}])';
const anyOf = (rules: readonly string[]) => rules.map((rule) => new RegExp(start + withName(rule), 'gu'));

export type Patterns = ReturnType<typeof compile>;

function compile({ reported, opening, articles, called, am, presents, hands, thanks }: NameRules) {
  return {
    reported,
    called: anyOf(called),
    am: anyOf(am),
    presents: anyOf(presents),
    hands: anyOf(hands),
    thanks: anyOf(thanks),
    /** In a question or a request: “Ben, …?” and “…, Ben?” */
    asked: [new RegExp(`^${anyCase(opening)}${name}[,:] `, 'gu'), new RegExp(`, ${name}\\?$`, 'gu')],
    article: new RegExp(`${start}${anyCase(articles)} (?<noun>\\p{Lu}[\\p{L}\\p{M}]+)`, 'gu'),
  };
}

const compiled = new Map<RuledLanguage, Patterns>();

/** The rules of a language, ready to be looked for. */
export function patternsOf(language: RuledLanguage): Patterns {
  const known = compiled.get(language) ?? compile(rulesOf[language]);
  compiled.set(language, known);
  return known;
}
