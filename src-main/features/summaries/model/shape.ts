import * as v from 'valibot';
import type { Length, Section } from '../../../contract/templates.ts';

/** Enough of everything that a part may hold; an answer with more is too long for its limit anyway. */
const MANY = 30;
const TEXT = 600;
const NAME = 120;
const IDS = 8;

/** How much a summary says of what it chooses: all decisions, actions and questions are to be there. */
export const most: Record<Length, { overview: number; topics: number; points: number }> = {
  short: { overview: 3, topics: 4, points: 2 },
  medium: { overview: 6, topics: 8, points: 4 },
  long: { overview: 12, topics: 16, points: 8 },
};

export const text = (maxLength: number) => ({ type: 'string', maxLength });
const orNull = { oneOf: [{ type: 'null' }, text(NAME)] };
const ids = { type: 'array', items: text(8), maxItems: IDS };
export const object = (properties: Record<string, object>) => ({
  type: 'object',
  properties,
  required: Object.keys(properties),
  additionalProperties: false,
});
export const listOf = (items: object, maxItems: number) => ({ type: 'array', items, maxItems });
const claim = object({ text: text(TEXT), ids });

/** What an answer is to look like, as JSON schema. */
export function schemaFor(sections: readonly Section[], length: Length): object {
  const { overview, topics, points } = most[length];
  const all: Record<Section, object> = {
    overview: listOf(claim, overview),
    topics: listOf(object({ title: text(NAME), points: listOf(claim, points) }), topics),
    decisions: listOf(claim, MANY),
    actions: listOf(object({ text: text(TEXT), who: orNull, when: orNull, ids }), MANY),
    questions: listOf(claim, MANY),
  };
  return object(Object.fromEntries(sections.map((section) => [section, all[section]])));
}

/** The items that are as they should be: a server may know no schemas. */
export const itemsOf = <Item extends v.GenericSchema>(item: Item) =>
  v.fallback(
    v.pipe(
      v.array(v.unknown()),
      v.transform((items) =>
        items.flatMap((one) => {
          const read = v.safeParse(item, one);
          return read.success ? [read.output] : [];
        }),
      ),
    ),
    [],
  );

const words = (max: number) =>
  v.pipe(
    v.string(),
    v.transform((value) => value.toWellFormed().trim().slice(0, max).toWellFormed()),
  );
const said = { text: v.pipe(words(10_000), v.minLength(1)), ids: itemsOf(v.union([v.string(), v.number()])) };
const SaidClaim = v.object(said);
/** What models write where nobody said it. */
const NOBODY = /^(?:null|none|nobody|unknown|unspecified|not (?:said|specified|mentioned)|n\/?a|[-–—?]*)$/i;
const Named = v.fallback(
  v.pipe(
    v.nullable(words(10_000)),
    v.transform((value) => (value === null || NOBODY.test(value) ? null : value)),
  ),
  null,
);

/** An answer as it came; lists that are missing are empty. */
export const Answer = v.object({
  overview: itemsOf(SaidClaim),
  topics: itemsOf(v.object({ title: words(10_000), points: itemsOf(SaidClaim) })),
  decisions: itemsOf(SaidClaim),
  actions: itemsOf(v.object({ ...said, who: Named, when: Named })),
  questions: itemsOf(SaidClaim),
});
export type Answer = v.InferOutput<typeof Answer>;
