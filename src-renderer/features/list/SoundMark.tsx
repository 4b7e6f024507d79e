import type { MeetingRow } from '../../../src-main/contract/meetings.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import { stageOf } from '../recorder/state.ts';
import { useRecorder } from '../recorder/use-recorder.ts';

const states = {
  recording: 'list.recording',
  paused: 'list.paused',
  working: 'list.working',
  removed: 'list.soundRemoved',
} as const;

/** How long a meeting's sound is; and, quietly, where it is not simply there. */
export function SoundMark({ row: { id, audio: saved, durationMs } }: { row: MeetingRow }) {
  const { t, format } = useLocale();
  const stage = useRecorder((all) => stageOf(all, id));
  if (saved === null) return null;
  const audio = saved !== 'recording' ? saved : stage === 'over' ? 'working' : stage;
  const state = audio === 'ready' ? null : t(states[audio]);
  const time = durationMs === null ? null : format.length(durationMs);
  const said = [state, time && t('list.length', { time })].filter((part) => part !== null).join(', ');
  return (
    <span className="row-sound tabular" data-state={audio} title={state ?? undefined}>
      <span className="visually-hidden">{said}, </span>
      <span aria-hidden="true">{time ?? state}</span>
    </span>
  );
}
