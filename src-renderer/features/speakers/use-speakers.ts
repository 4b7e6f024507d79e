import { useCallback, type CSSProperties } from 'react';
import { useStore } from 'zustand';
import type { Speaker } from '../../../src-main/contract/speaker.ts';
import { useStores } from '../../app/context.ts';
import { useLocale } from '../../i18n/locale-context.ts';

export const useSpeakers = (): readonly Speaker[] =>
  useStore(useStores().speakers.store, ({ speakers }) => speakers);

export const useSpeaker = (id: string | null): Speaker | undefined =>
  useStore(useStores().speakers.store, ({ speakers }) => speakers.find((speaker) => speaker.id === id));

/** What a speaker is called, who may have no name yet. */
export function useSpeakerName(): (speaker: Speaker) => string {
  const { t } = useLocale();
  return useCallback(
    ({ name, track, number }) => {
      if (name !== '') return name;
      if (track) return t(track === 'microphone' ? 'speakers.me' : 'speakers.others');
      return t('speakers.numbered', { number: number ?? 0 });
    },
    [t],
  );
}

/** For CSS: the colours are numbered from one there. */
export const colourOf = ({ colour }: Speaker) =>
  ({ '--speaker': `var(--speaker-${String(colour + 1)})` }) as CSSProperties;
