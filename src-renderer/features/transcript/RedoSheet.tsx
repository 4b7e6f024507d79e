import { useState } from 'react';
import { MOST_ASKED } from '../../../src-main/contract/terms.ts';
import { useSettings, useStores } from '../../app/context.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { modelInUse } from '../models/in-use.ts';
import { useModels } from '../models/use-models.ts';
import { clock } from '../player/clock.ts';
import { useTermsHint } from '../speech/use-terms-hint.ts';
import { ChoiceActions } from './ChoiceActions.tsx';
import { ChoiceFields } from './ChoiceFields.tsx';
import { TermsField } from './TermsField.tsx';
import { useChoices } from './use-choices.ts';
import { useTranscript } from './use-transcript.ts';
import { useVocabulary } from './use-vocabulary.ts';
import { toWrongField } from './wrong-field.ts';
import './transcript.css';

interface RedoSheetProps {
  span: { transcriptId: string; startMs: number; endMs: number };
  onClose: () => void;
}

/** One span once more, with other settings. What comes of it is only proposed. */
export function RedoSheet({ span: { transcriptId, startMs, endMs }, onClose }: RedoSheetProps) {
  const { transcripts } = useStores();
  const models = useModels();
  const heardBy = useTranscript(({ shown }) => shown?.provenance.modelId);
  const best = modelInUse(models, '') ?? models.find(({ id, isInstalled }) => isInstalled && id === heardBy);
  const { choices, options, model, canStart, change } = useChoices(best);
  const known = [
    useSettings(({ settings }) => settings?.vocabulary ?? ''),
    useVocabulary(useTranscript(({ meetingId }) => meetingId ?? '')) ?? '',
  ];
  /** Null: what is expected in the meeting anyway. */
  const [prompt, setPrompt] = useState<string | null>(null);
  const usual = known
    .map((terms) => terms.trim())
    .filter(Boolean)
    .join(', ');
  const terms = prompt ?? usual;
  const tooMany = terms.length - MOST_ASKED;
  const hint = useTermsHint(model, terms);
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
          if (tooMany > 0) toWrongField(event.currentTarget);
          if (tooMany > 0 || !canStart) return;
          onClose();
          const all = prompt === null ? options : { ...options, prompt: prompt.trim() };
          void transcripts.redo(transcriptId, { startMs, endMs }, all);
        }}
      >
        <p className="choices-note">{t('transcript.redoText')}</p>
        <ChoiceFields choices={choices} best={best} onChange={change} />
        <TermsField
          label={t('transcript.prompt')}
          hint={hint}
          tooMany={tooMany}
          value={terms}
          onChange={setPrompt}
        />
        <ChoiceActions
          label={t('transcript.redo')}
          canStart={tooMany > 0 ? 'wrong' : canStart ? 'yes' : 'no'}
          onClose={onClose}
        />
      </form>
    </Dialog>
  );
}
