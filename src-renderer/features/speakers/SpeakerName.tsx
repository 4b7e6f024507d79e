import type { Speaker } from '../../../src-main/contract/speaker.ts';
import { useSpeakerName } from './use-speakers.ts';
import './speakers.css';

/** In the colour of who it is. */
export function SpeakerName({ speaker }: { speaker: Speaker }) {
  const name = useSpeakerName()(speaker);
  return (
    <span className="speaker-name" dir="auto" title={name}>
      {name}
    </span>
  );
}
