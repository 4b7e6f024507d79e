import type { Text } from '../../i18n/translate.ts';
import { isTyping } from '../is-typing.ts';
import { isPlain, isPressed } from '../keys.ts';

/** Something that can be done. The palette, the list of shortcuts and the keys all take it from here. */
export interface Command {
  id: string;
  name: Text;
  /** Where its keys work, and under which heading they are listed. */
  where: 'anywhere' | 'list' | 'transcript' | 'notes' | 'player';
  keys?: readonly string[];
  /** Work too, and are not told of. */
  otherKeys?: readonly string[];
  /** In a field this key has a meaning of its own. */
  isOfField?: true;
  /** A held key does it again and again. */
  repeats?: true;
  /** Whether it makes sense now. Without it, it always does. */
  isOffered?: () => boolean;
  /** Whether its keys mean it where the focus is. Without it, they do wherever it makes sense. */
  isNear?: () => boolean;
  run: () => void;
}

export const isOffered = (command: Command) => command.isOffered?.() ?? true;

/** The command that a key means there. */
export function commandOf(
  commands: readonly Command[],
  places: readonly Command['where'][],
  event: KeyboardEvent,
): Command | undefined {
  const isInField = isTyping(event.target);
  return commands.find(
    ({ where, keys = [], otherKeys = [], isOfField, ...command }) =>
      places.includes(where) &&
      [...keys, ...otherKeys].some(
        (key) => isPressed(key, event) && !(isInField && (isOfField === true || isPlain(key))),
      ) &&
      (command.isOffered?.() ?? true) &&
      (command.isNear?.() ?? true),
  );
}

/** One of ours, for a button that stands for it. */
export function commandWith(commands: readonly Command[], id: string): Command {
  const command = commands.find((one) => one.id === id);
  if (!command) throw new Error(`There is no command ${id}.`);
  return command;
}
