import { useList, useStores } from '../../app/context.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import { Button } from '../../ui/Button.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Menu } from '../../ui/Menu.tsx';
import { TagInput } from './TagInput.tsx';
import { useFolderChoices } from './use-folder-choices.ts';

const noTags: readonly string[] = [];

/** What can be done to several meetings at once. */
export function BulkPage({ count }: { count: number }) {
  const isTrash = useList((state) => state.view.kind === 'trash');
  const { t } = useLocale();
  return (
    <section className="bulk">
      <div role="status">
        <h1>{t('bulk.selected', { count })}</h1>
      </div>
      <p>{t('bulk.hint')}</p>
      {isTrash ? <TrashActions /> : <LiveActions />}
    </section>
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
  const { actions } = useStores();
  const selected = useList((state) => state.selected);
  const { t } = useLocale();
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
      <Button onClick={() => void actions.trash([...selected])}>
        <Icon name="trash" /> {t('meeting.trash')}
      </Button>
    </div>
  );
}
