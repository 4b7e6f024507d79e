import { Fragment, memo } from 'react';
import { useStores } from '../../app/context.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import { Icon } from '../../ui/Icon.tsx';
import { Menu } from '../../ui/Menu.tsx';
import { clock } from '../player/clock.ts';
import { PlayFrom } from './PlayFrom.tsx';
import type { Paragraph } from './paragraphs.ts';

interface ParagraphRowProps {
  paragraph: Paragraph;
  wholeMs: number;
  meetingId: string;
  transcriptId: string;
  isPlayable: boolean;
  isFixed: boolean;
}

export const ParagraphRow = memo(function ParagraphRow(props: ParagraphRowProps) {
  const { paragraph, wholeMs, meetingId, transcriptId, isPlayable, isFixed } = props;
  const { layout } = useStores();
  const { t } = useLocale();
  const { startMs, endMs, words } = paragraph;
  const time = clock(startMs, wholeMs);
  const redo = {
    id: 'redo',
    label: t('transcript.redoParagraph'),
    onSelect: () => {
      layout.ask({ kind: 'redo', transcriptId, startMs, endMs });
    },
  };
  return (
    <div className="para">
      <PlayFrom meetingId={meetingId} startMs={startMs} time={time} isPlayable={isPlayable} />
      <p className="para-text selectable" dir="auto">
        {words.map((word, index) => (
          <Fragment key={index}>
            {/^\s*/.exec(word.text)?.[0]}
            <span
              data-start-ms={word.startMs}
              data-end-ms={word.endMs}
              data-unsure={word.isUnsure || undefined}
            >
              {word.text.trimStart()}
            </span>
          </Fragment>
        ))}
      </p>
      {!isFixed && (
        <div className="para-menu">
          <Menu label={t('transcript.paragraphMenu', { time })} groups={[[redo]]}>
            <Icon name="more" />
          </Menu>
        </div>
      )}
    </div>
  );
});
