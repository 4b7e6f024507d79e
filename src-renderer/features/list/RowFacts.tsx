import type { MeetingRow } from '../../../src-main/contract/meetings.ts';
import type { Hit } from '../../../src-main/contract/search.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import { shareOf } from '../queue/states.ts';
import { useJobOf } from '../queue/use-queue.ts';
import { MarkedText } from './MarkedText.tsx';
import { SoundMark } from './SoundMark.tsx';

interface RowFactsProps {
  row: MeetingRow;
  hit: Hit | undefined;
}

/** The last line of a row: how long, who, and what is to be done about it; else its tags. */
export function RowFacts({ row, hit }: RowFactsProps) {
  const state = useRowState(row);
  const { t, format } = useLocale();
  const { tags, people, peopleCount } = row;
  const found = hit && hit.momentCount > 0 ? t('list.places', { count: hit.momentCount }) : null;
  return (
    <div className="row-line row-facts">
      <SoundMark row={row} />
      {people.length > 0 && (
        <span className="row-people">
          <span className="visually-hidden">{t('list.with')} </span>
          {people.map(({ name, colour }, index) => (
            <span
              key={name}
              className="row-person"
              dir="auto"
              style={{ color: `var(--speaker-${String(colour + 1)})` }}
            >
              <MarkedText {...(hit?.people.find(({ text }) => text === name) ?? { text: name, marks: [] })} />
              {index + 1 < people.length && <span className="visually-hidden">, </span>}
            </span>
          ))}
          {peopleCount > people.length && <span>+{format.number(peopleCount - people.length)}</span>}
          <span className="visually-hidden">, </span>
        </span>
      )}
      {state && (
        <span className="row-state tabular" data-state={state.kind}>
          {state.text}
        </span>
      )}
      {!state && found && <span className="row-state tabular">{hit?.isCounted ? found : `${found}+`}</span>}
      {tags.length > 0 && <span className="visually-hidden">, {tags.join(', ')}</span>}
      {!state && !found && tags.length > 0 && (
        <span className="row-tags" aria-hidden="true">
          <span className="row-tag" dir="auto">
            {tags[0]}
          </span>
          {tags.length > 1 && <span>+{format.number(tags.length - 1)}</span>}
        </span>
      )}
    </div>
  );
}

/** What is under way with its words, or waits for a person. */
function useRowState({ id, openGuards, isUnfinished }: MeetingRow): { kind: string; text: string } | null {
  const job = useJobOf(id);
  const { t, format } = useLocale();
  if (job?.state === 'running') {
    const share = shareOf(job);
    return {
      kind: 'running',
      text:
        share === null
          ? t('list.transcribing')
          : t('list.transcribed', { share: format.percent(Math.floor(share * 100) / 100) }),
    };
  }
  if (job?.state === 'queued') return { kind: 'queued', text: t('list.queued') };
  if (job?.state === 'failed') return { kind: 'failed', text: t('list.jobFailed') };
  // When it is done, the row is told of it a moment later.
  if (isUnfinished && job?.state !== 'done') return { kind: 'unfinished', text: t('transcript.unfinished') };
  if (openGuards > 0) return { kind: 'review', text: t('list.toReview', { count: openGuards }) };
  return null;
}
