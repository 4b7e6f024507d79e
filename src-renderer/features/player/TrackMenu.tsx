import type { Audio } from '../../../src-main/contract/audio.ts';
import { useStores } from '../../app/context.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import { Icon } from '../../ui/Icon.tsx';
import { Menu } from '../../ui/Menu.tsx';
import { useTrackName } from './use-track-name.ts';

/** Which of several sound tracks of a film is heard. */
export function TrackMenu({ meetingId, audio }: { meetingId: string; audio: Audio }) {
  const { api, toasts } = useStores();
  const nameOf = useTrackName();
  const { t } = useLocale();
  const choose = (track: number) =>
    toasts.attempt('track', () => api.audio.chooseTrack({ meetingId, track }));
  const items = audio.tracks.map((track, place) => ({
    id: String(track.index),
    label: nameOf(track, place),
    isChecked: track.index === audio.track,
    onSelect: () => void choose(track.index),
  }));
  const chosen = items.find(({ isChecked }) => isChecked)?.label ?? '';
  return (
    <Menu className="player-track" label={t('player.track', { name: chosen })} groups={[items]}>
      <span dir="auto">{chosen}</span>
      <Icon name="chevron" />
    </Menu>
  );
}
