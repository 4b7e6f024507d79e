import type { Command } from '../../app/commands/command.ts';
import { useCommands } from '../../app/context.ts';
import { nameOf } from '../../app/keys.ts';
import { modKey } from '../../app/platform.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import './shortcuts.css';

/** What keys do that is no command: they walk, select and type. */
const others = {
  anywhere: [['shortcuts.paste', [modKey('V')]]],
  list: [
    ['shortcuts.move', ['↑', '↓']],
    ['shortcuts.ends', ['Home', 'End']],
    ['shortcuts.pages', ['PgUp', 'PgDn']],
    ['shortcuts.extend', ['⇧', '↑', '↓']],
  ],
  transcript: [
    ['shortcuts.segments', ['↑', '↓']],
    ['shortcuts.extend', ['⇧', '↑', '↓']],
    ['edit.edit', ['↵', 'F2']],
    ['shortcuts.split', ['↵']],
    ['shortcuts.join', ['⌫']],
    ['shortcuts.boundary', ['Alt+⇧+←', 'Alt+⇧+→']],
    ['speakers.assign', ['1–9']],
    ['shortcuts.assignWriting', ['Alt+1–9']],
    ['shortcuts.stopWriting', ['Esc']],
    ['shortcuts.review', ['N', 'P', 'C', 'E', 'R']],
  ],
  notes: [['shortcuts.indent', ['⇥', '⇧⇥']]],
  player: [],
} as const;

const titles = {
  anywhere: 'shortcuts.anywhere',
  list: 'shortcuts.inList',
  transcript: 'shortcuts.inTranscript',
  notes: 'shortcuts.inNotes',
  player: 'shortcuts.inPlayer',
} as const satisfies Record<Command['where'], unknown>;

export function ShortcutsDialog({ onClose }: { onClose: () => void }) {
  const commands = useCommands();
  const { t } = useLocale();
  const sections = (['anywhere', 'list', 'transcript', 'player', 'notes'] as const).map((where) => ({
    title: t(titles[where]),
    lines: [
      ...commands
        .filter((command) => command.where === where && command.keys)
        .map(({ name, keys = [] }) => ({ name: t.show(name), keys: keys.map(nameOf) })),
      ...others[where].map(([name, keys]) => ({ name: t(name), keys })),
    ],
  }));
  return (
    <Dialog title={t('shortcuts.title')} size="large" onClose={onClose}>
      <div className="shortcuts" tabIndex={0} data-start role="group" aria-label={t('shortcuts.title')}>
        {sections.map(({ title, lines }) => (
          <section key={title}>
            <h3>{title}</h3>
            <dl>
              {lines.map(({ name, keys }) => (
                <div key={name}>
                  <dt>{name}</dt>
                  <dd>
                    {keys.map((key) => (
                      <kbd key={key}>{key}</kbd>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
