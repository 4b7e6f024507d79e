import { altKey, modKey, newMeetingKey } from '../../app/platform.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import './shortcuts.css';

const anywhere = [
  ['shortcuts.new', newMeetingKey],
  ['shortcuts.import', modKey('O')],
  ['shortcuts.paste', modKey('V')],
  ['recorder.record', altKey('R')],
  ['recorder.markMoment', altKey('M')],
  ['shortcuts.search', modKey('F')],
  ['shortcuts.settings', modKey(',')],
  ['shortcuts.sidebar', modKey('\\')],
  ['shortcuts.undo', modKey('Z')],
  ['shortcuts.help', '?'],
] as const;

const inList = [
  ['shortcuts.move', '↑ ↓'],
  ['shortcuts.ends', 'Home End'],
  ['shortcuts.pages', 'PgUp PgDn'],
  ['shortcuts.extend', '⇧ ↑ ↓'],
  ['shortcuts.all', modKey('A')],
  ['shortcuts.rename', '↵ F2'],
  ['shortcuts.open', '→'],
  ['shortcuts.moveToFolder', 'M'],
  ['meeting.addTag', 'T'],
  ['shortcuts.trash', 'Del ⌫'],
] as const;

const inTranscript = [
  ['find.label', modKey('F')],
  ['shortcuts.segments', '↑ ↓'],
  ['shortcuts.extend', '⇧ ↑ ↓'],
  ['edit.edit', '↵ F2'],
  ['shortcuts.split', '↵'],
  ['shortcuts.join', '⌫'],
  ['shortcuts.boundary', 'Alt+⇧+← Alt+⇧+→'],
  ['speakers.assign', '1–9'],
  ['shortcuts.assignWriting', 'Alt+1–9'],
  ['shortcuts.stopWriting', 'Esc'],
  ['shortcuts.undo', modKey('Z')],
  ['shortcuts.redo', `${modKey('Y')} ${modKey('⇧+Z')}`],
  ['shortcuts.review', 'N P C E R'],
] as const;

const inPlayer = [
  ['shortcuts.play', '␣ K'],
  ['shortcuts.seconds', '← →'],
  ['shortcuts.tenSeconds', 'J L'],
  ['bookmarks.add', 'B'],
] as const;

export function ShortcutsDialog({ onClose }: { onClose: () => void }) {
  const { t } = useLocale();
  const sections = [
    { title: t('shortcuts.anywhere'), keys: anywhere },
    { title: t('shortcuts.inList'), keys: inList },
    { title: t('shortcuts.inPlayer'), keys: inPlayer },
    { title: t('shortcuts.inTranscript'), keys: inTranscript },
  ];
  return (
    <Dialog title={t('shortcuts.title')} size="large" onClose={onClose}>
      <div className="shortcuts" tabIndex={0} data-start role="group" aria-label={t('shortcuts.title')}>
        {sections.map(({ title, keys }) => (
          <section key={title}>
            <h3>{title}</h3>
            <dl>
              {keys.map(([name, key]) => (
                <div key={name}>
                  <dt>{t(name)}</dt>
                  <dd>
                    {key.split(' ').map((part) => (
                      <kbd key={part}>{part}</kbd>
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
