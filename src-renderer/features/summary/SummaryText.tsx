import type { Summary } from '../../../src-main/contract/summaries.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import { AddMenu } from './AddMenu.tsx';
import { Claims } from './Claims.tsx';
import { isEmpty, sections } from './content.ts';
import { methodOf } from './method.ts';
import { useCited } from './use-cited.ts';
import { useTemplateName } from '../templates/use-templates.ts';
import { useDraft } from './use-summary.ts';

interface SummaryTextProps {
  summary: Summary;
  isPlayable: boolean;
  isFixed: boolean;
}

/** What a summary says, section by section, and who wrote it. */
export function SummaryText({ summary, isPlayable, isFixed }: SummaryTextProps) {
  const { t, format } = useLocale();
  const cited = useCited(summary);
  const nameOf = useTemplateName();
  const draft = useDraft();
  const { content, provenance, isEdited, completedAt, createdAt } = summary;
  const isStill = isFixed || summary.state === 'partial';
  const shared = { summary, cited, isPlayable, isFixed: isStill };
  const adds = draft?.summaryId === summary.id && !draft.saved ? draft.list : null;
  const name = nameOf({ id: provenance.templateId, name: provenance.templateName });
  return (
    <div
      id="meeting-summary"
      className="summary"
      role="region"
      tabIndex={0}
      aria-label={t('meeting.summary')}
    >
      <p className="summary-by" dir="auto">
        {[methodOf(t, provenance), name, format.compact(completedAt ?? createdAt)].join(' · ')}
        {isEdited && ` · ${t('transcript.edited')}`}
        {summary.state === 'partial' && ` · ${t('transcript.partial')}`}
      </p>
      {isEmpty(content) && adds === null && <p className="summary-nothing">{t('summary.empty')}</p>}
      {sections.map((list) => (
        <Claims key={list} list={list} title={t(`summary.${list}`)} {...shared} />
      ))}
      {content.topics.length > 0 && (
        <section className="summary-section" aria-label={t('summary.topics')}>
          <h2>{t('summary.topics')}</h2>
          {content.topics.map(({ title, points }, at) => {
            const isGone = points.length === 0 && adds !== at;
            return isGone ? null : <Claims key={at} list={at} title={title} {...shared} />;
          })}
        </section>
      )}
      {!isStill && <AddMenu summary={summary} adds={adds} />}
    </div>
  );
}
