import { useEffect, useId, useState } from 'react';
import { useStore } from 'zustand';
import { useStores } from '../../app/context.ts';
import { errorText } from '../../i18n/error-text.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { ErrorDetails } from '../../ui/ErrorDetails.tsx';
import { Select } from '../../ui/Field.tsx';
import { Meter } from './Meter.tsx';
import { microphoneName } from './microphone-name.ts';
import { choices, type Choice } from './preferences.ts';
import './recorder.css';

const tracksOf = {
  microphone: ['microphone'],
  system: ['system'],
  both: ['microphone', 'system'],
} as const satisfies Record<Choice, readonly string[]>;

/** What to record and under which title. The devices listen already, so that their levels are seen. */
export function StartSheet({ onClose }: { onClose: () => void }) {
  const { recorder } = useStores();
  const { setup } = recorder;
  const { preferences, microphones, problem, refusal, isReady } = useStore(setup.store);
  const { t, format } = useLocale();
  const titleNow = () => t('recorder.defaultTitle', { date: format.compact(Date.now()) });
  const [suggested] = useState(titleNow);
  const [typed, setTyped] = useState<string | null>(null);
  const [isStarting, setStarting] = useState(false);
  const id = useId();
  useEffect(() => {
    setup.open();
    return setup.close;
  }, [setup]);

  const { choice, microphone, cleanUp } = preferences;
  const known = microphones.some((one) => one.id === microphone) ? (microphone ?? '') : '';
  return (
    <Dialog title={t('recorder.title')} onClose={onClose}>
      <form
        className="start-sheet"
        onSubmit={(event) => {
          event.preventDefault();
          setStarting(true);
          // The sheet may have been open for a while.
          const title = typed === null ? titleNow() : typed.trim() || t('meeting.untitled');
          void recorder.start(title).finally(() => {
            setStarting(false);
          });
        }}
      >
        <label className="start-row">
          <span>{t('meeting.title')}</span>
          <input
            className="text-input"
            value={typed ?? suggested}
            maxLength={500}
            dir="auto"
            onFocus={(event) => {
              event.target.select();
            }}
            onChange={(event) => {
              setTyped(event.target.value);
            }}
          />
        </label>
        <fieldset className="start-choice">
          <legend>{t('recorder.what')}</legend>
          <div className="start-segments">
            {choices.map((one) => (
              <label key={one}>
                <input
                  type="radio"
                  name="choice"
                  value={one}
                  checked={choice === one}
                  onChange={() => {
                    setup.choose({ choice: one });
                  }}
                />
                <span>{t(`recorder.choice.${one}`)}</span>
              </label>
            ))}
          </div>
        </fieldset>
        {choice !== 'system' && (
          <div className="start-row">
            <label htmlFor={id}>{t('recorder.microphone')}</label>
            <Select
              id={id}
              value={known}
              options={[
                { value: '', label: t('recorder.systemMicrophone') },
                ...microphones.map((one, index) => ({ value: one.id, label: microphoneName(t, one, index) })),
              ]}
              onPick={(picked) => {
                setup.choose({ microphone: picked === '' ? null : picked });
              }}
            />
            <label className="start-check">
              <input
                type="checkbox"
                checked={cleanUp}
                onChange={(event) => {
                  setup.choose({ cleanUp: event.target.checked });
                }}
              />
              {t('recorder.cleanUp')}
            </label>
          </div>
        )}
        {problem === null && (
          <div className="start-levels">
            {tracksOf[choice].map((track, index) => (
              <div key={track} className="start-level">
                <span aria-hidden="true">{t(`recorder.track.${track}`)}</span>
                <Meter index={index} label={t(`recorder.level.${track}`)} />
              </div>
            ))}
          </div>
        )}
        <div className="start-foot">
          <div role="status" className="start-problem">
            {problem !== null && <p>{t(`recorder.problem.${problem}`)}</p>}
          </div>
          <div role="alert" className="start-problem">
            {refusal !== null && (
              <>
                <p>{t.show(errorText(refusal))}</p>
                <ErrorDetails error={refusal} />
              </>
            )}
          </div>
          <div className="dialog-actions">
            <Button onClick={onClose}>{t('common.cancel')}</Button>
            {problem === null ? (
              <Button look="main" type="submit" data-start disabled={!isReady || isStarting}>
                {t('recorder.start')}
              </Button>
            ) : (
              <Button look="main" data-start onClick={() => void setup.retry()}>
                {t('common.retry')}
              </Button>
            )}
          </div>
        </div>
      </form>
    </Dialog>
  );
}
