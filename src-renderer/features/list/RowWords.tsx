import type { MeetingRow } from '../../../src-main/contract/meetings.ts';
import type { Hit } from '../../../src-main/contract/search.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import { clock } from '../player/clock.ts';
import { MarkedText } from './MarkedText.tsx';

const LINES = 2;

/** Two lines of a row: what was found in the meeting, else how it begins. */
export function RowWords({ row, hit }: { row: MeetingRow; hit: Hit | undefined }) {
  const { t } = useLocale();
  const moments = hit?.moments.slice(0, hit.notes ? LINES - 1 : LINES) ?? [];
  if (!hit || (moments.length === 0 && !hit.notes)) {
    return (
      <p className={row.excerpt === '' ? 'row-words row-nothing' : 'row-words'} dir="auto">
        {row.excerpt || t('list.noExcerpt')}
      </p>
    );
  }
  const isAlone = moments.length + (hit.notes ? 1 : 0) < LINES;
  return (
    <div className="row-words row-hits" data-alone={isAlone || undefined}>
      {hit.notes && (
        <p dir="auto">
          <span className="row-where">{t('meeting.notes')}</span> <MarkedText {...hit.notes} />
        </p>
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
