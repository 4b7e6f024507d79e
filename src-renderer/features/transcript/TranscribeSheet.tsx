import { useState } from 'react';
import { MOST_TERMS } from '../../../src-main/contract/terms.ts';
import { useStores } from '../../app/context.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { modelInUse } from '../models/in-use.ts';
import { useModels } from '../models/use-models.ts';
import { useTermsHint } from '../speech/use-terms-hint.ts';
import { ChoiceActions } from './ChoiceActions.tsx';
import { ChoiceFields } from './ChoiceFields.tsx';
import { TermsField } from './TermsField.tsx';
import { useChoices } from './use-choices.ts';
import { useModelFor } from './use-model-for.ts';
import { useVocabulary } from './use-vocabulary.ts';
import { toWrongField } from './wrong-field.ts';
import './transcript.css';

/** How this meeting is to be transcribed. */
export function TranscribeSheet({ meetingId, onClose }: { meetingId: string; onClose: () => void }) {
  const { transcripts } = useStores();
  const { isKnown, model: usual } = useModelFor(meetingId);
  const best = modelInUse(useModels(), '') ?? usual;
  const { choices, options, model, canStart, change } = useChoices(best);
  const read = useVocabulary(meetingId);
  const [typed, setTyped] = useState<string | null>(null);
  const terms = typed ?? read ?? '';
  const tooMany = terms.length - MOST_TERMS;
  const hint = useTermsHint(model, terms);
  const { t } = useLocale();
  const start = async () => {
    onClose();
    if (typed !== null && !(await transcripts.setVocabulary(meetingId, typed))) return;
    await transcripts.start([meetingId], options);
  };
  return (
    <Dialog title={t('transcript.sheet')} onClose={onClose}>
      <form
        className="choices"
        onSubmit={(event) => {
          event.preventDefault();
          if (tooMany > 0) toWrongField(event.currentTarget);
          else if (canStart) void start();
        }}
      >
        <ChoiceFields choices={choices} best={best} onChange={change} />
        <TermsField
          label={t('transcript.vocabulary')}
          hint={hint}
          tooMany={tooMany}
          value={terms}
          onChange={setTyped}
        />
        <ChoiceActions
          label={t('transcript.transcribe')}
          canStart={tooMany > 0 ? 'wrong' : canStart ? 'yes' : isKnown ? 'no' : 'unknown'}
          onClose={onClose}
        />
      </form>
    </Dialog>
  );
}
