import { Fragment, memo } from 'react';
import { clock } from '../player/clock.ts';
import { SpeakerName } from '../speakers/SpeakerName.tsx';
import { colourOf, useSpeaker } from '../speakers/use-speakers.ts';
import { ParagraphMenu } from './ParagraphMenu.tsx';
import type { ReadParagraph } from './paragraphs.ts';
import { PlayFrom } from './PlayFrom.tsx';
import { SegmentText } from './SegmentText.tsx';

interface ParagraphRowProps {
  paragraph: ReadParagraph;
  wholeMs: number;
  meetingId: string;
  space: string;
  isPlayable: boolean;
  isFixed: boolean;
}

export const ParagraphRow = memo(function ParagraphRow(props: ParagraphRowProps) {
  const { paragraph, wholeMs, meetingId, space, isPlayable, isFixed } = props;
  const speaker = useSpeaker(paragraph.speakerId);
  const time = clock(paragraph.startMs, wholeMs);
  return (
    <div className="para" data-turn={paragraph.isTurn || undefined} style={speaker && colourOf(speaker)}>
      <div className="para-margin">
        {paragraph.isTurn && speaker && <SpeakerName speaker={speaker} />}
        <PlayFrom meetingId={meetingId} startMs={paragraph.startMs} time={time} isPlayable={isPlayable} />
      </div>
      <p className="para-text selectable" dir="auto">
        {paragraph.segments.map((segment, index) => (
          <Fragment key={segment.id}>
            {index > 0 && space}
            <SegmentText segment={segment} />
          </Fragment>
        ))}
      </p>
      {!isFixed && <ParagraphMenu paragraph={paragraph} time={time} />}
    </div>
  );
});
