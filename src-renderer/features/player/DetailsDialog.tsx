import { useLocale } from '../../i18n/locale-context.ts';
import { Details } from '../../ui/Details.tsx';
import { clock } from './clock.ts';
import { useSound } from './use-player.ts';
import { useTrackName } from './use-track-name.ts';

export function DetailsDialog({ meetingId, onClose }: { meetingId: string; onClose: () => void }) {
  const sound = useSound(meetingId);
  const audio = sound?.audio;
  const nameOf = useTrackName();
  const { t, format } = useLocale();
  const place = audio?.tracks.findIndex(({ index }) => index === audio.track) ?? -1;
  const track = audio?.tracks[place];
  const rows: [name: string, value: string | false][] = audio
    ? [
        [t('player.length'), audio.durationMs !== null && clock(audio.durationMs)],
        [t('player.format'), [audio.container, track?.codec].filter(Boolean).join(' · ').toUpperCase()],
        [t('player.channels'), track !== undefined && format.number(track.channels)],
        [
          t('player.sampleRate'),
          track !== undefined && t('player.hertz', { rate: format.number(track.sampleRate) }),
        ],
        [t('player.trackLabel'), audio.tracks.length > 1 && track !== undefined && nameOf(track, place)],
        [t('player.size'), format.bytes(audio.bytes)],
        [
          t('player.loudness'),
          audio.loudness === null
            ? sound.peaks !== null && t('player.silent')
            : t('player.lufs', { value: format.number(audio.loudness) }),
        ],
        [t('player.source'), t(audio.source === 'recorded' ? 'player.recorded' : 'player.imported')],
        [t('player.kept'), audio.isCompressed && t('player.compressed')],
      ]
    : [];
  return <Details title={t('player.details')} rows={rows} onClose={onClose} />;
}
