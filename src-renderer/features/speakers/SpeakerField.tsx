import { useId, useRef, useState } from 'react';
import type { Speaker } from '../../../src-main/contract/speaker.ts';
import { wrapError } from '../../../src-main/rpc/errors.ts';
import { useStores } from '../../app/context.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import { Button } from '../../ui/Button.tsx';
import { PeopleList } from './PeopleList.tsx';
import { useSpeakerName } from './use-speakers.ts';

/** Names a speaker everywhere at once, with the library's people to choose from. */
export function SpeakerField({ speaker, close }: { speaker: Speaker; close: () => void }) {
  const { speakers: store, toasts } = useStores();
  const [typed, setTyped] = useState(speaker.name);
  const [takenBy, setTakenBy] = useState<string | null>(null);
  const isOver = useRef(false);
  const listId = useId();
  const { t } = useLocale();
  const unnamed = useSpeakerName()({ ...speaker, name: '' });

  const save = async (name: string) => {
    if (isOver.current || name === speaker.name) return true;
    try {
      await store.rename(speaker.id, name);
      toasts.succeeded('speakers');
      return true;
    } catch (error) {
      const { code, details } = wrapError(error);
      if (code === 'name_taken' && typeof details.id === 'string') setTakenBy(details.id);
      else toasts.failed(error, 'speakers');
      return false;
    }
  };
  return (
    <div className="speaker-field">
      <input
        className="text-input"
        aria-label={t('speakers.name')}
        placeholder={unnamed}
        value={typed}
        maxLength={200}
        dir="auto"
        list={listId}
        onFocus={({ target }) => {
          target.select();
        }}
        onChange={({ target }) => {
          setTyped(target.value);
          setTakenBy(null);
        }}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return;
          event.stopPropagation();
          if (event.key === 'Escape') isOver.current = true;
          if (event.key === 'Enter')
            void save(typed.trim()).then((isSaved) => {
              if (isSaved) close();
            });
        }}
        onBlur={() => void save(typed.trim())}
      />
      <PeopleList id={listId} typed={typed} />
      {takenBy !== null && (
        <p role="alert">
          {t('speakers.taken')}{' '}
          <Button
            onClick={() => {
              isOver.current = true;
              close();
              void store.merge([speaker.id], takenBy);
            }}
          >
            {t('speakers.mergeThem')}
          </Button>
        </p>
      )}
    </div>
  );
}
