import type { MeetingRow } from '../../../src-main/contract/meetings.ts';
import type { Hit } from '../../../src-main/contract/search.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import { clock } from '../player/clock.ts';
import { MarkedText } from './MarkedText.tsx';

const LINES = 2;

/** Two lines of a row: what was found in the meeting, else how it begins. */
export function RowWords({ row, hit }: { row: MeetingRow; hit: Hit | undefined }) {
  const { t } = useLocale();
  const written = hit
    ? [
        { name: t('meeting.notes'), found: hit.notes },
        { name: t('filter.summary'), found: hit.summary },
      ].filter(({ found }) => found !== null)
    : [];
  const moments = hit?.moments.slice(0, LINES - written.length) ?? [];
  if (moments.length === 0 && written.length === 0) {
    return (
      <p className={row.excerpt === '' ? 'row-words row-nothing' : 'row-words'} dir="auto">
        {row.excerpt || t('list.noExcerpt')}
      </p>
    );
  }
  const isAlone = moments.length + written.length < LINES;
  return (
    <div className="row-words row-hits" data-alone={isAlone || undefined}>
      {written.map(
        ({ name, found }) =>
          found && (
            <p key={name} dir="auto">
              <span className="row-where">{name}</span> <MarkedText {...found} />
            </p>
          ),
      )}
      {moments.map((moment) => (
        // Whoever clicks on a moment wants that one.
        <p key={moment.segmentId} dir="auto" data-moment={moment.segmentId}>
          <span className="row-where tabular">{clock(moment.startMs, row.durationMs ?? moment.startMs)}</span>{' '}
          <MarkedText {...moment} />
        </p>
      ))}
    </div>
  );
}
