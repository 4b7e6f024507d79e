import { useStores } from '../../app/context.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import { text } from '../../i18n/translate.ts';
import { clock } from '../player/clock.ts';
import { IconButton } from '../../ui/Button.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Menu } from '../../ui/Menu.tsx';
import { AssignMenu } from '../speakers/AssignMenu.tsx';
import { useSpeakerName } from '../speakers/use-speakers.ts';
import { useEditing } from '../editing/use-editing.ts';
import { copiedText } from './copied.ts';
import { partsOf, spanOf, type Selection } from './places.ts';
import { useTranscript } from './use-transcript.ts';

interface SelectionActionsProps {
  selection: Selection;
  meetingId: string;
  space: string;
  isPlayable: boolean;
  isFixed: boolean;
}

export function SelectionActions({
  selection,
  meetingId,
  space,
  isPlayable,
  isFixed,
}: SelectionActionsProps) {
  const { player, bookmarks, layout, toasts, speakers, editing } = useStores();
  const segments = useTranscript((state) => state.segments) ?? [];
  const transcriptId = useTranscript(({ shown }) => shown?.id ?? '');
  const isWriting = useEditing(({ at }) => at !== null);
  const nameOf = useSpeakerName();
  const { t } = useLocale();
  const parts = partsOf(segments, selection);
  const span = spanOf(parts);
  if (!span) return null;
  const { startMs, endMs } = span;

  const copy = (isWhole: boolean) => {
    const wholeMs = segments.at(-1)?.endMs ?? 0;
    const known = speakers.store.getState().speakers;
    const headOf = (turn: { startMs: number; speakerId: string | null }) => {
      const speaker = known.find(({ id }) => id === turn.speakerId);
      return `[${clock(turn.startMs, wholeMs)}]${speaker ? ` ${nameOf(speaker)}:` : ''}`;
    };
    const words = copiedText(parts, { space, headOf: isWhole ? headOf : null });
    void toasts.attempt('copy', async () => {
      await navigator.clipboard.writeText(words);
      toasts.done(text('toasts.copied'));
    });
  };
  const copies = [
    {
      id: 'words',
      label: t('transcript.copyWords'),
      onSelect: () => {
        copy(false);
      },
    },
    {
      id: 'whole',
      label: t('transcript.copyWhole'),
      onSelect: () => {
        copy(true);
      },
    },
  ];
  return (
    <div
      className="reader-bar"
      role="toolbar"
      aria-label={t('transcript.selection')}
      // The selection would be lost before the click arrives.
      onMouseDown={(event) => {
        event.preventDefault();
      }}
    >
      {isPlayable && (
        <IconButton
          icon="play"
          label={t('transcript.playSelection')}
          onClick={() => void player.playSpan(meetingId, startMs, endMs)}
        />
      )}
      <Menu label={t('transcript.copy')} groups={[copies]}>
        <Icon name="copy" />
      </Menu>
      {!isFixed && (
        <>
          <IconButton
            icon="bookmark"
            label={t('transcript.bookmark')}
            onClick={() => void bookmarks.add(meetingId, startMs)}
          />
          <AssignMenu meetingId={meetingId} segmentIds={parts.map(({ segment }) => segment.id)} />
          <button
            type="button"
            className="transcript-tool"
            onClick={() => {
              layout.ask({ kind: 'redo', transcriptId, startMs, endMs });
            }}
          >
            {t('transcript.redoSelection')}
          </button>
          {!isWriting && (
            <IconButton
              icon="trash"
              label={t('transcript.removeSelection')}
              onClick={() => void editing.cut(parts)}
            />
          )}
        </>
      )}
    </div>
  );
}
