import type { JsonSchema } from './json-schema.ts';

const WIDTH = 96;

/** How to read a shape. */
export const legend = `a? may be left out, and is then what follows the =
text(1..9) is so many characters long, [id](1..9) has so many items, integer(1..9) is from 1 to 9
id: 8-4-4-4-12 hexadecimal digits; time: milliseconds since 1970; base64: bytes`;

/** A schema as a person reads it: in one line where it fits, else a field a line. */
export function shape(schema: JsonSchema, indent = '', taken = indent.length): string {
  const line = inline(schema);
  if (taken + line.length <= WIDTH) return line;
  if (schema.items?.properties) {
    return `[${shape(schema.items, indent)}]${bounds(schema.minItems, schema.maxItems)}`;
  }
  if (!schema.properties) return broken(line, `${indent}  `, taken);
  const deeper = `${indent}  `;
  const lines = fieldsOf(schema).map(([name, field, rest]) => {
    const start = `${deeper}${name}: `;
    return `${start}${shape(field, deeper, start.length + rest.length)}${rest}`;
  });
  return `{\n${lines.join('\n')}\n${indent}}`;
}

/** A line of many choices, broken between them. */
function broken(line: string, indent: string, taken: number): string {
  let at = taken;
  return line
    .split(/(?<= \| )/)
    .map((choice) => {
      const isFull = at + choice.length > WIDTH;
      at = (isFull ? indent.length : at) + choice.length;
      return isFull ? `\n${indent}${choice}` : choice;
    })
    .join('')
    .replaceAll(' \n', '\n');
}

function inline(schema: JsonSchema): string {
  if (schema.title !== undefined) return schema.title;
  if (schema.anyOf) return schema.anyOf.map(inline).join(' | ');
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(' | ');
  if ('const' in schema) return JSON.stringify(schema.const);
  if (schema.properties) {
    const fields = fieldsOf(schema).map(([name, field, rest]) => `${name}: ${inline(field)}${rest}`);
    return fields.length > 0 ? `{ ${fields.join(', ')} }` : '{}';
  }
  switch (schema.type) {
    case 'string':
      return schema.contentEncoding ?? `text${bounds(schema.minLength, schema.maxLength)}`;
    case 'array':
      return `[${schema.items ? inline(schema.items) : ''}]${bounds(schema.minItems, schema.maxItems)}`;
    case 'object':
      return `{ [name]: ${typeof schema.additionalProperties === 'object' ? inline(schema.additionalProperties) : 'anything'} }`;
    case 'number':
    case 'integer':
      return `${schema.type}${bounds(schema.minimum, schema.maximum)}`;
    default:
      return schema.type ?? 'anything';
  }
}

/** Each field's name, schema and default. */
function fieldsOf({ properties = {}, required = [] }: JsonSchema): [string, JsonSchema, string][] {
  return Object.entries(properties).map(([name, field]) => [
    required.includes(name) ? name : `${name}?`,
    field,
    field.default === undefined ? '' : ` = ${JSON.stringify(field.default)}`,
  ]);
}

function bounds(least: number | undefined, most: number | undefined): string {
  if (least === undefined && most === undefined) return '';
  return `(${String(least ?? '')}..${String(most ?? '')})`;
}
