import * as v from 'valibot';
import { text } from './common.ts';

/** Empty: none yet. No name, password or query: they would lie in the settings and in logs of others. */
export const ServerAddress = v.pipe(
  v.string(),
  v.maxLength(500),
  v.regex(/^(https?:\/\/[^\s@?#]+)?$/, 'expected an address such as http://127.0.0.1:11434/v1'),
);

/** It stands in the head of a request, which takes no other signs. */
export const ServerKey = v.pipe(text(500), v.regex(/^[ -~]*$/, 'expected no letters but those of English'));

export const isServerKey = (typed: string): boolean => v.is(ServerKey, typed);

/** Where a server is that a person has typed; null: nowhere. */
export const serverAt = (typed: string): URL | null =>
  typed !== '' && v.is(ServerAddress, typed) ? URL.parse(typed) : null;

/** What goes there stays where the app is. */
export const isThisMachine = ({ hostname }: URL) => /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname);
