import { commandWith, isOffered } from '../../app/commands/command.ts';
import { useCommands } from '../../app/context.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import { ContextMenu } from '../../ui/Menu.tsx';

const groups = [['open', 'rename', 'export'], ['move', 'tag'], ['restore'], ['trash', 'purge']];

/** What can be done to the meetings that are selected, where one of them is pointed at. */
export function RowMenu({ at }: { at: { x: number; y: number } | null }) {
  const commands = useCommands();
  const { t } = useLocale();
  const offered = groups
    .map((ids) => ids.map((id) => commandWith(commands, id)).filter(isOffered))
    .filter(({ length }) => length > 0)
    .map((group) => group.map(({ id, name, run }) => ({ id, label: t.show(name), onSelect: run })));
  return <ContextMenu label={t('list.menu')} groups={offered} at={at} />;
}
