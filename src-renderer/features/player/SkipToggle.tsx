import { useStores } from '../../app/context.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import { Icon } from '../../ui/Icon.tsx';
import { clock } from './clock.ts';
import { usePlayer, useSound } from './use-player.ts';

/** Jumps over silence while it plays; says how much that would save. */
export function SkipToggle({ meetingId }: { meetingId: string }) {
  const { player } = useStores();
  const skipsSilence = usePlayer((state) => state.skipsSilence);
  const silence = useSound(meetingId)?.silence ?? [];
  const { t } = useLocale();
  const silentMs = silence.reduce((sum, { from, to }) => sum + to - from, 0);
  const saved = t('player.silenceOf', { time: clock(silentMs) });
  return (
    <button
      type="button"
      className="icon-button"
      aria-pressed={skipsSilence}
      aria-label={t('player.skipSilence')}
      title={`${t('player.skipSilence')} (${saved})`}
      onClick={() => {
        player.setSkipsSilence(!skipsSilence);
      }}
    >
      <Icon name="skip" />
    </button>
  );
}
