import { useEffect, useState, type ReactNode } from 'react';
import type { ExportOptions } from '../../../src-main/contract/exports.ts';
import { useStores } from '../../app/context.ts';
import { lacksText } from '../../i18n/error-text.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { useJobs } from '../queue/use-queue.ts';
import { useScriptNames } from './use-script-names.ts';
import './exports.css';

/** More of them are counted, not listed. */
const LISTED = 200;

interface ReportProps {
  jobId: string;
  onClose: () => void;
  notices: ReactNode;
}

/** What an export has written, and what it has not and why. */
export function ExportReport({ jobId, onClose, notices }: ReportProps) {
  const { api, exports, toasts } = useStores();
  const [report, setReport] = useState<Awaited<ReturnType<typeof api.exports.report>> | null>(null);
  const state = useJobs().find(({ id }) => id === jobId)?.state;
  const namesOf = useScriptNames();
  const { t } = useLocale();
  useEffect(() => {
    let isOver = false;
    api.exports.report({ jobId }).then(
      (read) => {
        if (!isOver) setReport(read);
      },
      (error: unknown) => {
        toasts.failed(error, 'export');
      },
    );
    return () => {
      isOver = true;
    };
  }, [api, toasts, jobId, state]);
  const reasonOf = (code: string, lacks: ExportOptions['parts']) => {
    if (code === 'conflict') return t('exports.wasThere');
    if (code === 'internal') return t('error.internal');
    return lacks.length > 0 ? t.show(lacksText(lacks)) : t('exports.gone');
  };
  const { folder = null, files = [], missing = [], unshown = [] } = report ?? {};
  const more = (count: number) =>
    count > LISTED && <li className="bulk-more">{t('bulk.more', { count: count - LISTED })}</li>;
  return (
    <Dialog title={t('exports.report')} onClose={onClose}>
      <p className="export-sum" role="status">
        {report && t('exports.written', { count: files.length })}
      </p>
      {folder !== null && (
        <p className="export-folder selectable">
          <bdi>{folder}</bdi>
        </p>
      )}
      {missing.length > 0 && (
        <section className="export-missing" aria-label={t('exports.missing', { count: missing.length })}>
          <h3>{t('exports.missing', { count: missing.length })}</h3>
          <ul className="export-list">
            {missing.slice(0, LISTED).map(({ meetingId, title, format, code, lacks }) => (
              <li key={`${meetingId} ${format}`}>
                <bdi>{title || t('exports.gone')}</bdi> · {t(`exports.format.${format}`)}
                {title !== '' && <span className="export-why">{reasonOf(code, lacks)}</span>}
              </li>
            ))}
            {more(missing.length)}
          </ul>
        </section>
      )}
      {unshown.length > 0 && (
        <p className="export-note">{t('exports.unshown', { names: namesOf(unshown) })}</p>
      )}
      {files.length > 0 && (
        <ul className="export-list" aria-label={t('exports.files')} tabIndex={0}>
          {files.slice(0, LISTED).map(({ name }, at) => (
            <li key={at}>
              <bdi>{name ?? t('exports.gone')}</bdi>
            </li>
          ))}
          {more(files.length)}
        </ul>
      )}
      <div className="dialog-actions">
        {report?.waits && (
          <Button
            onClick={() => {
              onClose();
              void exports.take(jobId);
            }}
          >
            {t('exports.take')}
          </Button>
        )}
        <Button look="main" onClick={onClose} data-start>
          {t('common.close')}
        </Button>
      </div>
      {notices}
    </Dialog>
  );
}
