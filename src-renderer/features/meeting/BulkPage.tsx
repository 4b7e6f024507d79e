import { useList, useStores } from '../../app/context.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import { Button } from '../../ui/Button.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Menu } from '../../ui/Menu.tsx';
import { useModelInUse } from '../models/use-models.ts';
import { TagInput } from './TagInput.tsx';
import { useFolderChoices } from './use-folder-choices.ts';

const noTags: readonly string[] = [];
const SHOWN = 6;

/** What can be done to several meetings at once. */
export function BulkPage({ count }: { count: number }) {
  const isTrash = useList((state) => state.view.kind === 'trash');
  const { t } = useLocale();
  return (
    <section className="bulk">
      <div role="status">
        <h1>{t('bulk.selected', { count })}</h1>
      </div>
      <p className="bulk-hint">{t('bulk.hint')}</p>
      {isTrash ? <TrashActions /> : <LiveActions />}
      <Titles />
    </section>
  );
}

/** The first of them in their order, so that one sees what will be changed. */
function Titles() {
  const selected = useList((state) => state.selected);
  const rows = useList((state) => state.rows);
  const ids = useList((state) => state.ids);
  const { t } = useLocale();
  const shown: string[] = [];
  for (const id of ids) {
    if (shown.length === SHOWN) break;
    if (selected.has(id)) shown.push(id);
  }
  const more = selected.size - shown.length;
  return (
    <ul className="bulk-titles">
      {shown.map((id) => (
        <li key={id} dir="auto">
          {rows.get(id)?.title}
        </li>
      ))}
      {more > 0 && <li className="bulk-more">{t('bulk.more', { count: more })}</li>}
    </ul>
  );
}

function TrashActions() {
  const { actions, layout } = useStores();
  const selected = useList((state) => state.selected);
  const { t } = useLocale();
  return (
    <div className="bulk-actions">
      <Button look="main" onClick={() => void actions.restore([...selected])}>
        {t('meeting.restore')}
      </Button>
      <Button
        onClick={() => {
          layout.ask({ kind: 'purge', ids: [...selected] });
        }}
      >
        {t('meeting.purge')}
      </Button>
    </div>
  );
}

function LiveActions() {
  const { actions, layout, transcripts } = useStores();
  const selected = useList((state) => state.selected);
  const rows = useList((state) => state.rows);
  const model = useModelInUse();
  const { t } = useLocale();
  const heard = [...selected].filter((id) => rows.get(id)?.audio === 'ready');
  const groups = useFolderChoices(undefined, (folder) => void actions.move([...selected], folder));
  return (
    <div className="bulk-actions">
      <Menu id="meeting-folder" className="button" label={t('bulk.move')} groups={groups}>
        <Icon name="folder" /> {t('bulk.move')}
      </Menu>
      <TagInput
        id="meeting-tags"
        label={t('bulk.addTag')}
        has={noTags}
        onAdd={(tag) => actions.tag([...selected], tag)}
      />
      {model && heard.length > 0 && (
        <Button onClick={() => void transcripts.start(heard, {})}>
          {t('bulk.transcribe', { count: heard.length })}
        </Button>
      )}
      <Button
        onClick={() => {
          layout.ask({ kind: 'export', meetingIds: [...selected] });
        }}
      >
        <Icon name="export" /> {t('exports.ask')}
      </Button>
      <Button onClick={() => void actions.trash([...selected])}>
        <Icon name="trash" /> {t('meeting.trash')}
      </Button>
    </div>
  );
}
