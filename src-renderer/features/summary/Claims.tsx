import { useId } from 'react';
import type { Summary } from '../../../src-main/contract/summaries.ts';
import { useStores } from '../../app/context.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import { IconButton } from '../../ui/Button.tsx';
import { ClaimField } from './ClaimField.tsx';
import { ClaimRow } from './ClaimRow.tsx';
import { TopicTitle } from './TopicTitle.tsx';
import { entriesOf, placeOf, type ListName } from './content.ts';
import type { Cited } from './use-cited.ts';
import { useCopySummary } from './use-copy-summary.ts';
import { useDraft } from './use-summary.ts';

export interface ClaimsProps {
  summary: Summary;
  list: ListName;
  title: string;
  cited: ReadonlyMap<string, Cited>;
  isPlayable: boolean;
  isFixed: boolean;
}

/** A section of a summary, or one of its topics. */
export function Claims({ summary, list, title, cited, isPlayable, isFixed }: ClaimsProps) {
  const { summaries } = useStores();
  const draft = useDraft();
  const copy = useCopySummary();
  const titleId = useId();
  const { t } = useLocale();
  const entries = entriesOf(summary.content, list);
  const own = draft?.summaryId === summary.id && draft.list === list ? draft : null;
  // It may be there before we are told that it was saved.
  const edited = Math.max(
    -1,
    ...[own?.sent, own?.saved].map((one) => (own && one ? placeOf(summary.content, own, one) : -1)),
  );
  if (entries.length === 0 && !own && typeof list !== 'number') return null;
  const rows = entries.map((entry, at) => {
    const same = entries.slice(0, at).filter(({ text }) => text === entry.text).length;
    return at === edited ? (
      <ClaimField key="edited" />
    ) : (
      <ClaimRow
        key={`${entry.text} ${String(same)}`}
        {...{ summary, entry, place: { list, at }, cited, isPlayable, isFixed }}
      />
    );
  });
  if (own && edited < 0) rows.splice(own.at, 0, <ClaimField key="edited" />);
  return (
    <section className="summary-section" aria-labelledby={titleId} data-list={list}>
      <div className="summary-head">
        {typeof list === 'number' ? (
          <TopicTitle id={titleId} summary={summary} at={list} isFixed={isFixed} />
        ) : (
          <h2 id={titleId}>{title}</h2>
        )}
        {list === 'actions' && (
          <IconButton
            icon="copy"
            label={t('summary.copyActions')}
            onClick={() => {
              copy(summary, 'actions');
            }}
          />
        )}
        {!isFixed && (
          <IconButton
            icon="plus"
            label={t('summary.add', { section: title })}
            onClick={() => {
              summaries.drafts.enter(summary, { list, at: entries.length }, null);
            }}
          />
        )}
      </div>
      <ul className="claims">{rows}</ul>
    </section>
  );
}
