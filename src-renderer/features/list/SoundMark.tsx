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

/** How long a meeting is; and, quietly, where its sound is not simply there. One from a file without sound has but its length. */
export function SoundMark({ row: { id, audio: saved, durationMs } }: { row: MeetingRow }) {
  const { t, format } = useLocale();
  const stage = useRecorder((all) => stageOf(all, id));
  if (saved === null && durationMs === null) return null;
  const audio = saved !== 'recording' ? saved : stage === 'over' ? 'working' : stage;
  const state = audio === 'ready' || audio === null ? null : t(states[audio]);
  const time = durationMs === null ? null : format.length(durationMs);
  const said = [state, time && t('list.length', { time })].filter((part) => part !== null).join(', ');
  return (
    <span className="row-sound tabular" data-state={audio ?? 'none'} title={state ?? undefined}>
      <span className="visually-hidden">{said}, </span>
      <span aria-hidden="true">{time ?? state}</span>
    </span>
  );
}
