import { contract } from '../../contract/index.ts';
import type { Area, Contract, MethodDefinition } from '../../rpc/define.ts';
import { AppError } from '../../rpc/errors.ts';
import { toJsonSchema } from './json-schema.ts';
import { legend, shape } from './shape.ts';

const areas: Contract = contract;

export function findMethod(name: string): MethodDefinition {
  const [area = '', method = '', ...more] = name.split('.');
  const members: Area | undefined = Object.hasOwn(areas, area) ? areas[area] : undefined;
  const found = members && Object.hasOwn(members, method) ? members[method] : undefined;
  if (found?.kind === 'method' && more.length === 0) return found;
  throw new AppError('unknown_method', 'There is no such method. `meetmemo methods` lists them all.');
}

const all = () =>
  Object.entries(areas).flatMap(([area, members]) =>
    Object.entries(members).flatMap(([name, member]) =>
      member.kind === 'method' ? [[`${area}.${name}`, member] as const] : [],
    ),
  );

const flagOf = ({ flag }: MethodDefinition) => (flag === undefined ? {} : { flag });
const toJson = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;

/** Every method with what it takes. */
export function listMethods(asJson: boolean): string {
  if (asJson) {
    const entries = all().map(([name, method]) => [
      name,
      { ...flagOf(method), input: toJsonSchema(method.input) },
    ]);
    return toJson(Object.fromEntries(entries));
  }
  const lines = all().map(([name, { input }]) => `${name}\n  ${shape(toJsonSchema(input), '  ')}`);
  return `${lines.join('\n')}\n\n${legend}\n`;
}

/** One method with what it takes and what it returns. */
export function describeMethod(name: string, asJson: boolean): string {
  const method = findMethod(name);
  const input = toJsonSchema(method.input);
  const output = toJsonSchema(method.output);
  if (asJson) return toJson({ method: name, ...flagOf(method), input, output });
  const flag =
    method.flag === undefined
      ? ''
      : `\nExperimental: works while the flag "${method.flag}" is on, see flags.set.\n`;
  const part = (title: string, schema: typeof input) => `\n${title}\n  ${shape(schema, '  ')}\n`;
  return `${name}\n${flag}${part('Takes', input)}${part('Returns', output)}\n${legend}\n`;
}
