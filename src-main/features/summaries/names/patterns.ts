import type { RuledLanguage } from '../language/stop-words.ts';
import { rulesOf } from './rules/all.ts';
import type { NameRules } from './rules/types.ts';

const title =
  '(?:Dr|Dra|Prof|Mr|Mrs|Ms|Miss|Sr|Sra|Herrn?|Frau|Doktor|Doctora?|Professor(?:in)?|Profesora?|Señora?|Sir|Don|Doña|Lady)(?![\\p{L}\\p{M}])\\.? ';
const part = '(?:von|van|vom|zu|den|der|ter|de|del|la|las|los|di|da|le|du|al|el|bin|ibn|y) ';
const word = "(?:\\p{Lu}['’])?\\p{Lu}[\\p{L}\\p{M}]+(?:-[\\p{L}\\p{M}]+)*";
/** Of up to three words with a capital, none of them “Anna's”. */
const nameAt = new RegExp(
  `(?:${title}){0,2}${word}(?: (?:${part}){0,2}${word}){0,2}(?![\\p{L}\\p{M}\\p{N}'’-])`,
  'uy',
);
const capitals = /(?<![\p{L}\p{M}\p{N}'’-])\p{Lu}/gu;

/** What may be a name, with what stands before and after it in a sentence. */
export interface Candidate {
  name: string;
  before: string;
  after: string;
}

export function candidatesIn(sentence: string): Candidate[] {
  return [...sentence.matchAll(capitals)].flatMap(({ index }) => {
    nameAt.lastIndex = index;
    const [name] = nameAt.exec(sentence) ?? [];
    if (name === undefined) return [];
    return { name, before: sentence.slice(0, index), after: sentence.slice(index + name.length) };
  });
}

/** What stands before the words that make it a name; undefined: they are not there. */
type Pattern = (candidate: Candidate) => string | undefined;

/** No rule is longer before its name. */
const FAR = 100;

/** Whether one of these rules holds. A pattern for each with a name in it would be slow to make ready. */
function anyOf(rules: readonly string[]): Pattern {
  const byEnd = Map.groupBy(rules, (rule) => rule.slice(rule.indexOf('NAME') + 'NAME'.length));
  const patterns = [...byEnd].map(([end, own]) => {
    const begins = own.map((rule) => rule.slice(0, rule.indexOf('NAME'))).join('|');
    return {
      before: new RegExp(`(?<![\\p{L}\\p{M}\\p{N}])(?:${begins})$`, 'iu'),
      after: new RegExp(`^(?:${end})`, 'iu'),
    };
  });
  return ({ before, after }) => {
    const near = before.slice(-FAR);
    for (const own of patterns) {
      const found = own.after.test(after) ? own.before.exec(near) : null;
      if (found) return near.slice(0, found.index);
    }
    return undefined;
  };
}

type Patterns = ReturnType<typeof compile>;

function compile({ reported, opening, articles, called, am, presents, hands, thanks }: NameRules) {
  const opens = new RegExp(`^${opening}$`, 'iu');
  return {
    called: anyOf(called),
    am: anyOf(am),
    presents: anyOf(presents),
    hands: anyOf(hands),
    thanks: anyOf(thanks),
    /** In a question or a request: “Ben, …?” and “…, Ben?” */
    asked: ({ before, after }: Candidate) =>
      (/^[,:] /.test(after) && opens.test(before)) || (after === '?' && before.endsWith(', ')),
    reported,
    /** A word with an article before it. */
    nouns: new RegExp(`(?<![\\p{L}\\p{M}\\p{N}])(?i:${articles}) (?<noun>\\p{Lu}[\\p{L}\\p{M}]+)`, 'gu'),
  };
}

const compiled = new Map<RuledLanguage, Patterns>();

/** The rules of a language, ready to be looked for. */
export function patternsOf(language: RuledLanguage): Patterns {
  const known = compiled.get(language) ?? compile(rulesOf[language]);
  compiled.set(language, known);
  return known;
}
