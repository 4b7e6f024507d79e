import type { NameProposal } from '../../../src-main/contract/names.ts';
import { useStores } from '../../app/context.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import { clock } from '../player/clock.ts';
import { useSound } from '../player/use-player.ts';

interface QuoteProps {
  meetingId: string;
  evidence: NameProposal['evidence'][number];
}

/** Words that are heard when they are pressed, and marked in the transcript. */
export function Quote({ meetingId, evidence: { segmentId, startMs, endMs, quote } }: QuoteProps) {
  const { player, transcripts, words } = useStores();
  const isPlayable = useSound(meetingId)?.audio?.state === 'ready';
  const { t } = useLocale();
  const time = clock(startMs);
  return (
    <li>
      <button
        type="button"
        className="name-quote"
        onClick={() => {
          const segment = transcripts.store.getState().segments?.find(({ id }) => id === segmentId);
          const start = Math.max(0, segment?.text.indexOf(quote) ?? 0);
          transcripts.look({ segmentId, start, end: start + quote.length });
          if (isPlayable) void player.playSpan(meetingId, startMs, endMs);
          else words.pick(meetingId, 'transcript');
        }}
      >
        <span className="visually-hidden">{t(isPlayable ? 'names.hear' : 'names.see')} </span>
        <span className="name-time tabular">{time}</span>
        <q dir="auto">{quote}</q>
      </button>
    </li>
  );
}
