import type { Audio } from '../../../src-main/contract/audio.ts';
import { useStores } from '../../app/context.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import { IconButton } from '../../ui/Button.tsx';
import { PlayButton } from './PlayButton.tsx';
import { JUMP_MS } from './seek-keys.ts';
import { SkipToggle } from './SkipToggle.tsx';
import { SoundMenu } from './SoundMenu.tsx';
import { SpeedMenu } from './SpeedMenu.tsx';
import { TrackMenu } from './TrackMenu.tsx';
import { usePlayer } from './use-player.ts';
import { VolumePopover } from './VolumePopover.tsx';

interface ControlsProps {
  meetingId: string;
  audio: Audio;
  isFixed: boolean;
}

export function Controls({ meetingId, audio, isFixed }: ControlsProps) {
  const { player, bookmarks } = useStores();
  const isWaiting = usePlayer((state) => state.isWaiting && state.loaded?.id === meetingId);
  const { t } = useLocale();
  const seconds = JUMP_MS / 1000;
  return (
    <div className="player-controls" role="group" aria-label={t('player.controls')}>
      <IconButton
        icon="rewind"
        label={t('player.back', { count: seconds })}
        onClick={() => {
          player.step(meetingId, -JUMP_MS);
        }}
      />
      <PlayButton meetingId={meetingId} className="play-button" />
      <IconButton
        icon="forward"
        label={t('player.forward', { count: seconds })}
        onClick={() => {
          player.step(meetingId, JUMP_MS);
        }}
      />
      <p className="player-waiting" role="status">
        {isWaiting && t('player.waiting')}
      </p>
      {audio.tracks.length > 1 && !audio.isTwoTrack && !isFixed && (
        <TrackMenu meetingId={meetingId} audio={audio} />
      )}
      <SpeedMenu />
      <SkipToggle meetingId={meetingId} />
      <VolumePopover isTwoTrack={audio.isTwoTrack} />
      {!isFixed && (
        <IconButton
          icon="bookmark"
          label={t('bookmarks.add')}
          title={`${t('bookmarks.add')} (B)`}
          onClick={() => void bookmarks.add(meetingId, player.exactMs(meetingId))}
        />
      )}
      <SoundMenu meetingId={meetingId} isFixed={isFixed} />
    </div>
  );
}
