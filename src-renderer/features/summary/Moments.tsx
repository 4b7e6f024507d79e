import type { Segment } from '../../../src-main/contract/transcripts.ts';
import { useStores } from '../../app/context.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import { clock } from '../player/clock.ts';

interface MomentsProps {
  meetingId: string;
  moments: readonly (readonly Segment[])[];
  wholeMs: number;
  isPlayable: boolean;
}

/** The moments that a claim rests on: each is heard when it is pressed, and its words are marked in the transcript. */
export function Moments({ meetingId, moments, wholeMs, isPlayable }: MomentsProps) {
  const { player, transcripts, words } = useStores();
  const { t } = useLocale();
  return (
    <span className="moments">
      {moments.map(([first, ...rest]) => {
        if (!first) return null;
        const last = rest.at(-1) ?? first;
        const time = clock(first.startMs, wholeMs);
        return (
          <button
            key={first.id}
            type="button"
            className="moment tabular"
            aria-label={t(isPlayable ? 'summary.hear' : 'summary.see', { time })}
            title={[first, ...rest].map(({ text }) => text.trim()).join(' ')}
            onClick={() => {
              transcripts.look({ segmentId: first.id, start: 0, end: first.text.length });
              if (isPlayable) void player.playSpan(meetingId, first.startMs, last.endMs);
              else words.pick(meetingId, 'transcript');
            }}
          >
            {time}
          </button>
        );
      })}
    </span>
  );
}
