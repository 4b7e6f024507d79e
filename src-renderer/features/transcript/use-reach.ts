import { useOpen } from '../../app/context.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import { clock } from '../player/clock.ts';
import { useTranscript } from './use-transcript.ts';

/** How far the words of the transcript that is shown go, in a sentence. Empty until they are read. */
export function useReach(): string {
  const segments = useTranscript((state) => state.segments);
  const totalMs = useOpen((state) => state.meeting?.durationMs ?? 0);
  const { t } = useLocale();
  if (!segments) return '';
  const doneMs = Math.max(0, ...segments.slice(-1).map(({ endMs }) => endMs));
  if (doneMs === 0) return t('transcript.noWords');
  const done = clock(doneMs, totalMs);
  return doneMs < totalMs
    ? t('transcript.upToOf', { done, total: clock(totalMs) })
    : t('transcript.upTo', { done });
}
