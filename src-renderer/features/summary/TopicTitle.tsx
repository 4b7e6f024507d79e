import { useState } from 'react';
import type { Summary } from '../../../src-main/contract/summaries.ts';
import { useStores } from '../../app/context.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import { IconButton } from '../../ui/Button.tsx';
import { NameField } from '../../ui/NameField.tsx';
import { shortened } from '../../ui/shortened.ts';

const LONGEST = 300;

interface TopicTitleProps {
  id: string;
  summary: Summary;
  at: number;
  isFixed: boolean;
}

/** What a topic is called, which a person may change in its place. */
export function TopicTitle({ id, summary, at, isFixed }: TopicTitleProps) {
  const { drafts } = useStores().summaries;
  const [isOpen, setOpen] = useState(false);
  const { t } = useLocale();
  const title = summary.content.topics[at]?.title ?? '';
  const open = () => {
    setOpen(true);
  };
  const label = t('summary.renameTopic', { topic: shortened(title) });
  if (isOpen)
    return (
      <>
        <h3 id={id} className="visually-hidden">
          {title}
        </h3>
        <NameField
          className="topic-field"
          label={label}
          start={title}
          maxLength={LONGEST}
          onName={(name) => {
            void drafts.rename(summary, at, name);
            return null;
          }}
          onClose={(byKey) => {
            setOpen(false);
            if (byKey) document.getElementById('meeting-summary')?.focus({ preventScroll: true });
          }}
        />
      </>
    );
  return (
    <>
      <h3 id={id} dir="auto" onDoubleClick={isFixed ? undefined : open}>
        {title}
      </h3>
      {!isFixed && <IconButton icon="edit" label={label} onClick={open} />}
    </>
  );
}
