import { useStores } from '../../app/context.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import { IconButton } from '../../ui/Button.tsx';
import { useIsPlaying } from './use-player.ts';

export function PlayButton({ meetingId, className = '' }: { meetingId: string; className?: string }) {
  const { player } = useStores();
  const isPlaying = useIsPlaying(meetingId);
  const { t } = useLocale();
  return (
    <IconButton
      className={className}
      icon={isPlaying ? 'pause' : 'play'}
      label={t(isPlaying ? 'player.pause' : 'player.play')}
      onClick={() => {
        player.toggle(meetingId);
      }}
    />
  );
}
