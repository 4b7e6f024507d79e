import { useList, useStores } from '../../app/context.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import { Button } from '../../ui/Button.tsx';
import { Calm } from '../../ui/Calm.tsx';
import { shortened } from '../../ui/shortened.ts';

/** Beside a search that found nothing: what was searched for, what helps, and the way back. */
export function NoHitPage() {
  const { list } = useStores();
  const text = useList((state) => shortened(state.text.trim()));
  const { t } = useLocale();
  return (
    <Calm
      title={text === '' ? t('meeting.noneSuch') : t('meeting.noHit', { text })}
      text={t(text === '' ? 'meeting.noneSuchHint' : 'meeting.noHitHint')}
    >
      <Button onClick={() => void list.widen()}>{t('meeting.endSearch')}</Button>
    </Calm>
  );
}
