import { useStores } from '../../app/context.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import { NameField } from '../../ui/NameField.tsx';

export function RenameField({ id, top }: { id: string; top: number }) {
  const { list, actions } = useStores();
  const { t } = useLocale();
  return (
    <NameField
      className="row-rename"
      style={{ insetBlockStart: top + 10 }}
      label={t('list.rename')}
      start={list.store.getState().rows.get(id)?.title ?? ''}
      maxLength={500}
      onName={(title) => {
        void actions.rename(id, title);
        return null;
      }}
      onClose={(byKey) => {
        list.rename(null);
        if (byKey) document.getElementById('meeting-list')?.focus({ preventScroll: true });
      }}
    />
  );
}
