import { useState } from 'react';
import { useStores } from '../../app/context.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { modelInUse } from '../models/in-use.ts';
import { useModels } from '../models/use-models.ts';
import { clock } from '../player/clock.ts';
import { ChoiceFields } from './ChoiceFields.tsx';
import { TermsField } from './TermsField.tsx';
import { useChoices } from './use-choices.ts';
import { useTranscript } from './use-transcript.ts';
import './transcript.css';

interface RedoSheetProps {
  span: { transcriptId: string; startMs: number; endMs: number };
  onClose: () => void;
}

/** One span once more, with other settings. What comes of it is only proposed. */
export function RedoSheet({ span: { transcriptId, startMs, endMs }, onClose }: RedoSheetProps) {
  const { transcripts } = useStores();
  const { choices, options, change } = useChoices();
  const models = useModels();
  const heardBy = useTranscript(({ shown }) => shown?.provenance.modelId);
  const best = modelInUse(models, '') ?? models.find(({ id }) => id === heardBy);
  const [prompt, setPrompt] = useState('');
  const { t } = useLocale();
  return (
    <Dialog
      title={t('transcript.redoTitle', { from: clock(startMs, endMs), to: clock(endMs) })}
      onClose={onClose}
    >
      <form
        className="choices"
        onSubmit={(event) => {
          event.preventDefault();
          onClose();
          const said = prompt.trim();
          const all = said === '' ? options : { ...options, prompt: said };
          void transcripts.redo(transcriptId, { startMs, endMs }, all);
        }}
      >
        <p className="choices-note">{t('transcript.redoText')}</p>
        <ChoiceFields choices={choices} best={best} onChange={change} />
        <TermsField label={t('transcript.prompt')} value={prompt} onChange={setPrompt} />
        <div className="dialog-actions">
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button look="main" type="submit" data-start>
            {t('transcript.redo')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
