import { useStores } from '../../app/context.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import { Menu } from '../../ui/Menu.tsx';
import { speeds } from './speed.ts';
import { usePlayer } from './use-player.ts';

export function SpeedMenu() {
  const { player } = useStores();
  const speed = usePlayer((state) => state.speed);
  const { t, format } = useLocale();
  const items = speeds.map((choice) => ({
    id: String(choice),
    label: t('player.times', { speed: format.precisely(choice) }),
    isChecked: choice === speed,
    onSelect: () => {
      player.setSpeed(choice);
    },
  }));
  const label = t('player.speed', { speed: format.precisely(speed) });
  return (
    <Menu className="player-speed tabular" label={label} groups={[items]}>
      {t('player.times', { speed: format.precisely(speed) })}
    </Menu>
  );
}
