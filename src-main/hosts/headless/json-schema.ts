import type { Schema } from '../../rpc/define.ts';

/** The part of JSON Schema that the contract needs. */
export interface JsonSchema {
  title?: string;
  description?: string;
  type?: 'string' | 'number' | 'integer' | 'boolean' | 'null' | 'array' | 'object';
  const?: unknown;
  enum?: readonly unknown[];
  anyOf?: JsonSchema[];
  default?: unknown;
  minLength?: number;
  maxLength?: number;
  pattern?: string;
  minimum?: number;
  maximum?: number;
  items?: JsonSchema;
  minItems?: number;
  maxItems?: number;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  additionalProperties?: boolean | JsonSchema;
  contentEncoding?: 'base64';
}

/** What is read of a schema of valibot's, which keeps its parts as plain properties. */
interface Part {
  kind: 'schema' | 'validation' | 'transformation' | 'metadata';
  type: string;
  pipe?: readonly Part[];
  wrapped?: Part;
  item?: Part;
  value?: Part;
  entries?: Record<string, Part>;
  options?: readonly unknown[];
  literal?: unknown;
  default?: unknown;
  requirement?: unknown;
  title?: string;
  description?: string;
}

export const toJsonSchema = (schema: Schema): JsonSchema => convert(schema);

function convert(part: Part): JsonSchema {
  const [first, ...steps] = part.pipe ?? [];
  return first ? steps.reduce(refine, convert(first)) : base(part);
}

/** Of the schemas in a pipe the last one says the most: those before it check what is cheap to check. */
function refine(found: JsonSchema, step: Part): JsonSchema {
  if (step.kind === 'schema') return { ...found, ...convert(step) };
  const isList = found.type === 'array';
  // Bytes are written in base64, four letters for three of them.
  const isBytes = found.contentEncoding !== undefined;
  const number = isBytes ? Math.ceil(Number(step.requirement) / 3) * 4 : Number(step.requirement);
  switch (step.type) {
    case 'title':
      return { ...found, title: step.title ?? '' };
    case 'description':
      return { ...found, description: step.description ?? '' };
    case 'safe_integer':
      return { ...found, type: 'integer' };
    case 'min_value':
      return { ...found, minimum: number };
    case 'max_value':
      return { ...found, maximum: number };
    case 'min_length':
      return { ...found, [isList ? 'minItems' : 'minLength']: number };
    case 'max_length':
      return { ...found, [isList ? 'maxItems' : 'maxLength']: number };
    case 'regex':
      return { ...found, pattern: (step.requirement as RegExp).source };
    case 'transform':
      return found;
    default:
      throw new Error(`There is no JSON Schema for the step ${step.type}`);
  }
}

function base(part: Part): JsonSchema {
  switch (part.type) {
    case 'string':
    case 'number':
    case 'boolean':
      return { type: part.type };
    case 'unknown':
    case 'custom':
      return {};
    case 'instance':
      return { type: 'string', contentEncoding: 'base64' };
    case 'literal':
      return { const: part.literal };
    case 'picklist':
      return { enum: part.options ?? [] };
    case 'union':
      return { anyOf: ((part.options ?? []) as Part[]).map(convert) };
    case 'nullable':
      return { anyOf: [inner(part.wrapped), { type: 'null' }] };
    case 'optional':
      return { ...inner(part.wrapped), ...(part.default !== undefined && { default: part.default }) };
    case 'array':
      return { type: 'array', items: inner(part.item) };
    case 'record':
      return { type: 'object', additionalProperties: inner(part.value) };
    case 'object':
    case 'strict_object':
      return object(part);
    default:
      throw new Error(`There is no JSON Schema for ${part.type}`);
  }
}

const inner = (part: Part | undefined) => (part ? convert(part) : {});

function object({ type, entries = {} }: Part): JsonSchema {
  const names = Object.keys(entries);
  const required = names.filter((name) => entries[name]?.type !== 'optional');
  return {
    type: 'object',
    properties: Object.fromEntries(names.map((name) => [name, inner(entries[name])])),
    ...(required.length > 0 && { required }),
    ...(type === 'strict_object' && { additionalProperties: false }),
  };
}
