import { useId } from 'react';
import { useStores } from '../../app/context.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import { Icon } from '../../ui/Icon.tsx';
import { usePlayer } from './use-player.ts';

/** How loud, and of a recording with two tracks which of them. */
export function VolumePopover({ isTwoTrack }: { isTwoTrack: boolean }) {
  const { player } = useStores();
  const volume = usePlayer((state) => state.volume);
  const balance = usePlayer((state) => state.balance);
  const id = useId();
  const { t, format } = useLocale();
  const label = t(isTwoTrack ? 'player.volumeAndBalance' : 'player.volume');
  const balanceText = () => {
    if (balance === 0) return t('player.balanceEven');
    const side = t(balance < 0 ? 'player.microphone' : 'player.system');
    return t('player.balanceTo', { side, percent: format.percent(Math.abs(balance)) });
  };
  return (
    <>
      <button type="button" className="icon-button" popoverTarget={id} aria-label={label} title={label}>
        <Icon name={volume === 0 ? 'mute' : 'volume'} />
      </button>
      <div id={id} popover="auto" className="menu volume" role="group" aria-label={label}>
        <label>
          <span>{t('player.volume')}</span>
          <input
            type="range"
            min={0}
            max={100}
            value={Math.round(volume * 100)}
            aria-valuetext={format.percent(volume)}
            onChange={(event) => {
              player.setVolume(event.target.valueAsNumber / 100);
            }}
          />
        </label>
        {isTwoTrack && (
          <label>
            <span>{t('player.balance')}</span>
            <input
              type="range"
              dir="ltr"
              min={-100}
              max={100}
              step={10}
              value={Math.round(balance * 100)}
              aria-valuetext={balanceText()}
              onChange={(event) => {
                player.setBalance(event.target.valueAsNumber / 100);
              }}
            />
            <span className="volume-ends" dir="ltr" aria-hidden="true">
              <span>{t('player.microphone')}</span>
              <span>{t('player.system')}</span>
            </span>
          </label>
        )}
      </div>
    </>
  );
}
