import type { EditKind } from '../../../src-main/contract/edits.ts';
import { useStores } from '../../app/context.ts';
import { modKey } from '../../app/platform.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import { IconButton } from '../../ui/Button.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { useTranscript } from '../transcript/use-transcript.ts';
import { useEditing } from './use-editing.ts';

/** The way into writing, and the steps back and on, each with its name. */
export function EditTools() {
  const { editing } = useStores();
  const undo = useTranscript((state) => state.undo);
  const redo = useTranscript((state) => state.redo);
  const isEditing = useEditing(({ at }) => at !== null);
  const { t } = useLocale();
  const stepLabel = (way: 'undo' | 'redo', kind: EditKind | null) =>
    kind === null ? t(`edit.no.${way}`) : t(`edit.${way}`, { step: t(`edit.kind.${kind}`) });
  const write = () => {
    if (isEditing) {
      editing.leave();
      return;
    }
    editing.begin();
  };
  return (
    <>
      {(undo !== null || redo !== null) && (
        <>
          <IconButton
            icon="undo"
            label={stepLabel('undo', undo)}
            title={`${stepLabel('undo', undo)} (${modKey('Z')})`}
            aria-disabled={undo === null}
            onClick={() => void editing.undo()}
          />
          <IconButton
            icon="redo"
            label={stepLabel('redo', redo)}
            title={`${stepLabel('redo', redo)} (${modKey('Y')})`}
            aria-disabled={redo === null}
            onClick={() => void editing.redo()}
          />
        </>
      )}
      <button
        type="button"
        className="transcript-tool"
        aria-pressed={isEditing}
        title={t('edit.hint')}
        onMouseDown={(event) => {
          event.preventDefault();
        }}
        onClick={write}
      >
        <Icon name="edit" />
        {t('edit.edit')}
      </button>
    </>
  );
}
