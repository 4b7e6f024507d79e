import type { Transcript } from '../../../src-main/contract/transcripts.ts';
import { useStores } from '../../app/context.ts';
import { modKey } from '../../app/platform.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import type { Translator } from '../../i18n/translate.ts';
import { Icon } from '../../ui/Icon.tsx';
import { Menu } from '../../ui/Menu.tsx';
import { EditTools } from '../editing/EditTools.tsx';
import { hasEnded } from '../queue/states.ts';
import { useJobOf } from '../queue/use-queue.ts';
import { languageName } from '../speech/languages.ts';
import { VersionsMenu } from '../versions/VersionsMenu.tsx';
import { useReview } from './use-review.ts';
import { useTranscript } from './use-transcript.ts';

/** What can be done with the transcript that is shown. */
export function TranscriptTools({ meetingId, isFixed }: { meetingId: string; isFixed: boolean }) {
  const { transcripts, layout, find } = useStores();
  const { shown, versions, guards, isReviewing } = useTranscript((state) => state);
  const isOwn = useTranscript((state) => state.meetingId === meetingId);
  const { items } = useReview(meetingId);
  const passages = items.filter(({ guard }) => guard).length;
  const job = useJobOf(meetingId);
  const { t } = useLocale();
  if (!shown || !isOwn) return null;
  const transcriptId = shown.id;
  const isUnderWay = job !== undefined && !hasEnded(job);
  const again = {
    id: 'again',
    label: t('transcript.again'),
    onSelect: () => {
      layout.ask({ kind: 'transcribe', meetingId });
    },
  };
  const lookFor = {
    id: 'find',
    label: `${t('find.label')} (${modKey('F')})`,
    onSelect: find.open,
  };
  const compare = {
    id: 'compare',
    label: t('versions.compare'),
    onSelect: () => {
      layout.ask({ kind: 'compare', meetingId });
    },
  };
  const history = {
    id: 'history',
    label: t('versions.history'),
    onSelect: () => {
      layout.ask({ kind: 'history', meetingId });
    },
  };
  const details = {
    id: 'details',
    label: t('transcript.details'),
    onSelect: () => {
      layout.ask({ kind: 'transcriptDetails', transcriptId });
    },
  };
  const remove = {
    id: 'remove',
    label: t('transcript.removeAsk'),
    onSelect: () => {
      layout.ask({ kind: 'removeTranscript', transcriptId });
    },
  };
  return (
    <div className="transcript-tools">
      {!isFixed && shown.state === 'complete' && <EditTools />}
      {(guards.length > 0 || items.length > 0 || isReviewing) && (
        <button
          type="button"
          className="transcript-tool"
          aria-pressed={isReviewing}
          onClick={() => {
            transcripts.review(!isReviewing);
          }}
        >
          {toCheck(t, passages, items.length - passages)}
        </button>
      )}
      {!isFixed && <Versions shown={shown} />}
      <Menu
        label={t('transcript.more')}
        groups={
          isFixed || isUnderWay
            ? [[lookFor, details]]
            : [[lookFor, ...(versions.length > 1 ? [compare] : []), history], [again, details], [remove]]
        }
      >
        <Icon name="more" />
      </Menu>
    </div>
  );
}

/** The list of meetings knows of the passages alone: both say what they count. */
function toCheck(t: Translator, passages: number, spots: number): string {
  if (spots === 0) return passages === 0 ? t('transcript.reviewed') : t('list.toReview', { count: passages });
  if (passages === 0) return t('transcript.spots', { count: spots });
  return t('transcript.passagesAnd', {
    count: passages,
    spots: t('transcript.spots', { count: spots }),
  });
}

function Versions({ shown }: { shown: Transcript }) {
  const { transcripts } = useStores();
  const versions = useTranscript((state) => state.versions);
  const { t, format, language } = useLocale();
  if (versions.length < 2) return null;
  const items = versions.map(({ id, version, provenance, language: spoken, createdAt, state, isEdited }) => ({
    id,
    isChecked: id === shown.id,
    label: [
      t('transcript.version', { version }),
      state === 'partial' && t('transcript.partial'),
      isEdited && t('transcript.edited'),
      format.compact(createdAt),
      provenance.modelName,
      spoken !== null && languageName(language, spoken),
    ]
      .filter(Boolean)
      .join(' · '),
    onSelect: () => void transcripts.choose(id),
  }));
  return <VersionsMenu version={shown.version} items={items} />;
}
