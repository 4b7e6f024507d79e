import { useEffect, useState } from 'react';
import { useLibrary, useStores } from '../../app/context.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import { Button } from '../../ui/Button.tsx';
import { nameBackups, type NamedBackup } from './backup-names.ts';
import './library.css';

/** The backups, each with the way back to it, which first says what will happen. */
export function BackupList({ none, explanation }: { none: string; explanation: string }) {
  const { library } = useStores();
  const backups = useLibrary((state) => state.backups);
  const [chosen, setChosen] = useState<string | null>(null);
  const [left, setLeft] = useState<string | null>(null);
  const locale = useLocale();
  useEffect(() => {
    void library.loadBackups();
  }, [library]);
  if (!backups) return null;
  if (backups.length === 0) return <p className="settings-note">{none}</p>;
  return (
    <ul className="backups">
      {nameBackups(locale, backups).map((named) => {
        const { name } = named.backup;
        return (
          <li key={name}>
            <BackupLine
              named={named}
              isAsking={chosen === name}
              isLeft={left === name}
              onChoose={() => {
                setChosen(name);
              }}
            />
            {chosen === name && (
              <RestoreQuestion
                named={named}
                explanation={explanation}
                onLeave={() => {
                  setChosen(null);
                  setLeft(name);
                }}
              />
            )}
          </li>
        );
      })}
    </ul>
  );
}

interface BackupLineProps {
  named: NamedBackup;
  isAsking: boolean;
  /** Its question was just answered, so the focus comes back to it. */
  isLeft: boolean;
  onChoose: () => void;
}

function BackupLine({ named: { backup, date, kind }, isAsking, isLeft, onChoose }: BackupLineProps) {
  const { t, format } = useLocale();
  return (
    <div className="backup">
      <span className="backup-date tabular">{date}</span>
      <span className="backup-kind">{kind}</span>
      <span className="backup-size tabular">{format.bytes(backup.bytes)}</span>
      <Button
        key={isAsking ? 'asking' : 'offering'}
        className={isAsking ? 'backup-asking' : ''}
        aria-label={t('library.restoreOf', { date, kind })}
        autoFocus={isLeft && !isAsking}
        onClick={onChoose}
      >
        {t('library.restore')}
      </Button>
    </div>
  );
}

function RestoreQuestion(props: { named: NamedBackup; explanation: string; onLeave: () => void }) {
  const { library } = useStores();
  const busy = useLibrary((state) => state.busy);
  const { t } = useLocale();
  const { backup, date, kind } = props.named;
  const label = t('library.restoreOf', { date, kind });
  return (
    <div className="backup-question" role="group" aria-label={label}>
      <p>
        <strong>{t('library.restoreTitle', { date })}</strong>
      </p>
      <p className="backup-kind">{kind}</p>
      <p>{props.explanation}</p>
      <div className="dialog-actions">
        <Button autoFocus onClick={props.onLeave}>
          {t('common.cancel')}
        </Button>
        <Button
          look="main"
          aria-label={label}
          disabled={busy !== null}
          onClick={() => void library.restore(backup.name).then(props.onLeave)}
        >
          {t('library.restore')}
        </Button>
      </div>
    </div>
  );
}
