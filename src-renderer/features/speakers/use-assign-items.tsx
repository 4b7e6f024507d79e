import { useStores } from '../../app/context.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import type { MenuItem } from '../../ui/Menu.tsx';
import { colourOf, useSpeakerName, useSpeakers } from './use-speakers.ts';

/** Whose these segments are to be: one who is known, somebody new, nobody. */
export function useAssignItems(
  meetingId: string,
  segmentIds: readonly string[],
  now: string | null | undefined,
): readonly (readonly MenuItem[])[] {
  const { editing, layout } = useStores();
  const speakers = useSpeakers();
  const nameOf = useSpeakerName();
  const { t } = useLocale();
  const known = speakers.map((speaker) => ({
    id: speaker.id,
    label: nameOf(speaker),
    isChecked: speaker.id === now,
    mark: <span className="speaker-dot" style={colourOf(speaker)} />,
    onSelect: () => void editing.assign(segmentIds, speaker.id),
  }));
  const fresh = {
    id: 'new',
    label: t('speakers.assignNew'),
    onSelect: () => {
      layout.ask({ kind: 'newSpeaker', meetingId, segmentIds });
    },
  };
  const nobody = {
    id: 'nobody',
    label: t('speakers.nobody'),
    onSelect: () => void editing.assign(segmentIds, null),
  };
  return [known, [fresh, nobody]].filter((items) => items.length > 0);
}
