import { useRef } from 'react';
import { useStores } from '../../app/context.ts';
import { useLocale } from '../../i18n/locale-context.ts';

const focusList = () => {
  document.getElementById('meeting-list')?.focus({ preventScroll: true });
};

export function RenameField({ id, top }: { id: string; top: number }) {
  const { list, actions } = useStores();
  const before = list.store.getState().rows.get(id)?.title ?? '';
  const isDone = useRef(false);
  const { t } = useLocale();
  const finish = (value: string) => {
    if (isDone.current) return;
    isDone.current = true;
    list.rename(null);
    const title = value.trim();
    if (title !== '' && title !== before) void actions.rename(id, title);
  };
  return (
    <input
      className="row-rename"
      style={{ insetBlockStart: top + 10 }}
      aria-label={t('list.rename')}
      defaultValue={before}
      maxLength={500}
      dir="auto"
      autoFocus
      onFocus={(event) => {
        event.target.select();
      }}
      onBlur={(event) => {
        finish(event.target.value);
      }}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing || (event.key !== 'Enter' && event.key !== 'Escape')) return;
        event.stopPropagation();
        finish(event.key === 'Enter' ? event.currentTarget.value : before);
        focusList();
      }}
    />
  );
}
