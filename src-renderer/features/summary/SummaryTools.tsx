import { useStores } from '../../app/context.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import { IconButton } from '../../ui/Button.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Menu } from '../../ui/Menu.tsx';
import { hasEnded, isOfSummary } from '../queue/states.ts';
import { useJobOf } from '../queue/use-queue.ts';
import { useTemplateName } from '../templates/use-templates.ts';
import { VersionsMenu } from '../versions/VersionsMenu.tsx';
import { methodOf } from './method.ts';
import { useCopySummary } from './use-copy-summary.ts';
import { useSummary } from './use-summary.ts';

/** What can be done with the summary that is shown. */
export function SummaryTools({ meetingId, isFixed }: { meetingId: string; isFixed: boolean }) {
  const { layout } = useStores();
  const shown = useSummary((state) => (state.meetingId === meetingId ? state.shown : null));
  const job = useJobOf(meetingId, isOfSummary);
  const copy = useCopySummary();
  const { t } = useLocale();
  if (!shown) return null;
  const summaryId = shown.id;
  const isStill = isFixed || (job !== undefined && !hasEnded(job));
  const item = (id: string, label: string, onSelect: () => void) => ({ id, label, onSelect });
  const details = item('details', t('summary.details'), () => {
    layout.ask({ kind: 'summaryDetails', summaryId });
  });
  const again = item('again', t('summary.again'), () => {
    layout.ask({ kind: 'summarize', meetingId });
  });
  const remove = item('remove', t('transcript.removeAsk'), () => {
    layout.ask({ kind: 'removeSummary', summaryId });
  });
  return (
    <div className="transcript-tools">
      {!isFixed && <Versions />}
      <IconButton
        icon="copy"
        label={t('summary.copy')}
        onClick={() => {
          copy(shown, 'summary');
        }}
      />
      <Menu label={t('summary.more')} groups={isStill ? [[details]] : [[again, details], [remove]]}>
        <Icon name="more" />
      </Menu>
    </div>
  );
}

function Versions() {
  const { summaries } = useStores();
  const versions = useSummary((state) => state.versions);
  const shown = useSummary((state) => state.shown);
  const nameOf = useTemplateName();
  const { t, format } = useLocale();
  if (!shown || versions.length < 2) return null;
  const items = versions.map(({ id, version, provenance, createdAt, state, isEdited }) => ({
    id,
    isChecked: id === shown.id,
    label: [
      t('transcript.version', { version }),
      state === 'partial' && t('transcript.partial'),
      isEdited && t('transcript.edited'),
      format.compact(createdAt),
      nameOf({ id: provenance.templateId, name: provenance.templateName }),
      methodOf(t, provenance),
    ]
      .filter(Boolean)
      .join(' · '),
    onSelect: () => void summaries.choose(id),
  }));
  return <VersionsMenu version={shown.version} items={items} />;
}
