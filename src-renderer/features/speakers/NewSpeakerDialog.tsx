import { useId, useState } from 'react';
import { useStores } from '../../app/context.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Field } from '../../ui/Field.tsx';
import { PeopleList } from './PeopleList.tsx';

interface NewSpeakerDialogProps {
  meetingId: string;
  /** What they say. */
  segmentIds: readonly string[];
  onClose: () => void;
}

/** Asks who it is. Without a name they get a number, and one who is there already is meant by their name. */
export function NewSpeakerDialog({ meetingId, segmentIds, onClose }: NewSpeakerDialogProps) {
  const { speakers } = useStores();
  const [typed, setTyped] = useState('');
  const listId = useId();
  const { t } = useLocale();
  return (
    <Dialog title={t('speakers.assignNew')} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          onClose();
          void speakers.say(meetingId, typed.trim(), segmentIds);
        }}
      >
        <Field label={t('speakers.name')} hint={t('speakers.nameHint')}>
          {(id) => (
            <input
              id={id}
              data-start
              className="text-input"
              value={typed}
              maxLength={200}
              dir="auto"
              list={listId}
              onChange={({ target }) => {
                setTyped(target.value);
              }}
            />
          )}
        </Field>
        <PeopleList id={listId} typed={typed} />
        <div className="dialog-actions">
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button look="main" type="submit">
            {t('speakers.add')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
