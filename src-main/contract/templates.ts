import * as v from 'valibot';
import { event, method } from '../rpc/define.ts';
import { fields, listOf, Name, Nothing, text } from './common.ts';

export const sections = ['overview', 'topics', 'decisions', 'actions', 'questions'] as const;
export type Section = (typeof sections)[number];

export const lengths = ['short', 'medium', 'long'] as const;
export const Length = v.picklist(lengths);
export type Length = v.InferOutput<typeof Length>;

export const Language = v.pipe(v.string(), v.regex(/^[a-z]{2,3}$/, 'expected a code such as en'));
export const Instructions = text(10_000);

/** Of a built-in one a name like `stand-up`. */
export const TemplateId = v.pipe(
  v.string(),
  v.regex(/^[a-z0-9][a-z0-9-]{0,59}$/, 'expected the id of a template'),
);

const parts = {
  name: Name,
  /** What a summary of it has. */
  sections: listOf(v.picklist(sections), 1, sections.length),
  /** To a language model; the quick summary takes none. */
  instructions: Instructions,
  length: Length,
  /** Of the summary; null: the one that is spoken. */
  language: v.nullable(Language),
};

/** What a summary is to be like. */
export const Template = v.object({
  id: TemplateId,
  ...parts,
  isBuiltIn: v.boolean(),
  /** A built-in one that a person has made their own; `reset` brings back what it was. */
  isChanged: v.boolean(),
  /** A built-in one that a person has removed; `reset` brings it back. */
  isHidden: v.boolean(),
});
export type Template = v.InferOutput<typeof Template>;

const OfTemplate = fields({ id: TemplateId });

export const templates = {
  /** The built-in ones first, then by name; with those that are hidden. */
  list: method(Nothing, v.object({ templates: v.array(Template) })),
  create: method(fields(parts), Template),
  update: method(
    fields({
      id: TemplateId,
      name: v.optional(parts.name),
      sections: v.optional(parts.sections),
      instructions: v.optional(parts.instructions),
      length: v.optional(parts.length),
      language: v.optional(parts.language),
    }),
    Template,
  ),
  /** A built-in one is hidden. */
  remove: method(OfTemplate, Template),
  /** A built-in one, as it came. */
  reset: method(OfTemplate, Template),

  created: event(Template),
  changed: event(Template),
  removed: event(Template),
};
