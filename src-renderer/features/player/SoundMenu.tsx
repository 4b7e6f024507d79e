import { useStores } from '../../app/context.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import { Icon } from '../../ui/Icon.tsx';
import { Menu } from '../../ui/Menu.tsx';

export function SoundMenu({ meetingId, isFixed }: { meetingId: string; isFixed: boolean }) {
  const { layout } = useStores();
  const { t } = useLocale();
  const details = {
    id: 'details',
    label: t('player.details'),
    onSelect: () => {
      layout.ask({ kind: 'soundDetails', meetingId });
    },
  };
  const remove = {
    id: 'remove',
    label: t('player.removeAsk'),
    onSelect: () => {
      layout.ask({ kind: 'removeSound', meetingId });
    },
  };
  return (
    <Menu label={t('player.more')} groups={isFixed ? [[details]] : [[details], [remove]]}>
      <Icon name="more" />
    </Menu>
  );
}
