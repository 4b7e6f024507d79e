import { useEffect, useState } from 'react';
import type { Backup } from '../../../src-main/contract/library.ts';
import { useLibrary, useStores } from '../../app/context.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import { Button } from '../../ui/Button.tsx';
import './library.css';

const kindTexts = {
  daily: 'library.kindDaily',
  manual: 'library.kindManual',
  'before-migration': 'library.kindMigration',
  'before-restore': 'library.kindRestore',
} as const;

/** The backups, each with the way back to it, which first says what will happen. */
export function BackupList({ none, explanation }: { none: string; explanation: string }) {
  const { library } = useStores();
  const backups = useLibrary((state) => state.backups);
  const [chosen, setChosen] = useState<string | null>(null);
  useEffect(() => {
    void library.loadBackups();
  }, [library]);
  if (!backups) return null;
  if (backups.length === 0) return <p className="settings-note">{none}</p>;
  return (
    <ul className="backups">
      {backups.map((backup) => (
        <li key={backup.name}>
          <BackupLine
            backup={backup}
            onChoose={() => {
              setChosen(backup.name);
            }}
          />
          {chosen === backup.name && (
            <RestoreQuestion
              backup={backup}
              explanation={explanation}
              onCancel={() => {
                setChosen(null);
              }}
            />
          )}
        </li>
      ))}
    </ul>
  );
}

function BackupLine({ backup, onChoose }: { backup: Backup; onChoose: () => void }) {
  const { t, format } = useLocale();
  const date = format.compact(backup.madeAt);
  return (
    <div className="backup">
      <span className="backup-date tabular">{date}</span>
      <span className="backup-kind">{t(kindTexts[backup.kind])}</span>
      <span className="backup-size tabular">{format.bytes(backup.bytes)}</span>
      <Button aria-label={t('library.restoreOf', { date })} onClick={onChoose}>
        {t('library.restore')}
      </Button>
    </div>
  );
}

function RestoreQuestion(props: { backup: Backup; explanation: string; onCancel: () => void }) {
  const { library } = useStores();
  const busy = useLibrary((state) => state.busy);
  const { t, format } = useLocale();
  const { name, madeAt } = props.backup;
  return (
    <div className="backup-question" role="group" aria-label={t('library.restore')}>
      <p>
        <strong>{t('library.restoreTitle', { date: format.compact(madeAt) })}</strong>
      </p>
      <p>{props.explanation}</p>
      <div className="dialog-actions">
        <Button autoFocus onClick={props.onCancel}>
          {t('common.cancel')}
        </Button>
        <Button
          look="main"
          disabled={busy !== null}
          onClick={() => void library.restore(name).then(props.onCancel)}
        >
          {t('library.restore')}
        </Button>
      </div>
    </div>
  );
}
