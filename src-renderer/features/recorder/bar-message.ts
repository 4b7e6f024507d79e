import { text, type Text } from '../../i18n/translate.ts';
import { clock } from '../player/clock.ts';
import { isAllLost, type RecorderState } from './state.ts';

export interface BarMessage {
  text: Text;
  isUrgent: boolean;
}

const urgent = (what: Text): BarMessage => ({ text: what, isUrgent: true });
const quiet = (what: Text): BarMessage => ({ text: what, isUrgent: false });

/** The one thing that the bar says: the worst first. */
export function barMessage(state: RecorderState): BarMessage | null {
  const { recording, own, link, lost, isStalled, silent, missing } = state;
  if (!recording) return null;
  if (own === 'no') {
    if (recording.state === 'lost') return urgent(text('recorder.windowGone'));
    return quiet(text(recording.state === 'paused' ? 'recorder.pausedElsewhere' : 'recorder.elsewhere'));
  }
  if (link === 'full') return urgent(text('recorder.full'));
  if (link === 'away') return urgent(text(own === 'stopping' ? 'recorder.stoppingAway' : 'recorder.away'));
  if (own === 'stopping') return quiet(text('recorder.stopping'));
  const [gone, ...alsoGone] = lost;
  if (gone !== undefined) {
    if (!isAllLost(state)) return urgent(text(`recorder.lost.${gone}`));
    return urgent(text(alsoGone.length > 0 ? 'recorder.lostAll.both' : `recorder.lostAll.${gone}`));
  }
  if (own === 'paused') return quiet(text('recorder.paused'));
  if (isStalled) return urgent(text('recorder.stalled'));
  const [quietTrack, ...others] = silent;
  if (quietTrack !== undefined)
    return urgent(text(others.length > 0 ? 'recorder.silent.both' : `recorder.silent.${quietTrack}`));
  if (missing && missing.ms >= 1000) {
    const values = { length: clock(missing.ms), time: clock(missing.atMs) };
    return urgent(text(`recorder.missing.${missing.why}`, values));
  }
  return null;
}
