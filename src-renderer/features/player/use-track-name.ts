import type { Audio } from '../../../src-main/contract/audio.ts';
import { useLocale } from '../../i18n/locale-context.ts';

type SoundTrack = Audio['tracks'][number];

/** What a track calls itself, else its language, else its number. */
export function useTrackName() {
  const { t, language } = useLocale();
  const names = new Intl.DisplayNames(language, { type: 'language' });
  return ({ title, language: spoken }: SoundTrack, place: number): string => {
    const number = t('player.trackNumber', { number: place + 1 });
    if (title) return title;
    if (!spoken || spoken === 'und') return number;
    try {
      return names.of(spoken) ?? number;
    } catch {
      // Files may say anything.
      return number;
    }
  };
}
