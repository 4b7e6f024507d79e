import { useEffect, useRef } from 'react';
import { AppError } from '../../../src-main/rpc/errors.ts';
import type { ExportFormat, ExportOptions } from '../../../src-main/contract/exports.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import { errorText } from '../../i18n/error-text.ts';
import { Button } from '../../ui/Button.tsx';
import { Calm } from '../../ui/Calm.tsx';
import { useScriptNames } from './use-script-names.ts';
import { usePreview } from './use-preview.ts';

interface PreviewProps {
  meetingId: string;
  format: ExportFormat;
  options: ExportOptions;
}

/** How the file will begin: a page as it will be, or its first words. */
export function PreviewPane({ meetingId, format, options }: PreviewProps) {
  const { preview, isMaking, again } = usePreview(meetingId, format, options);
  const namesOf = useScriptNames();
  const { t } = useLocale();
  const failed = preview instanceof AppError ? preview : null;
  const shown = preview instanceof AppError ? null : preview;
  return (
    <>
      <div
        className="export-preview"
        role="region"
        aria-label={t('exports.preview')}
        aria-busy={isMaking}
        tabIndex={0}
      >
        {preview === null && <p className="export-making">{t('exports.making')}</p>}
        {failed &&
          ('lacks' in failed.details ? (
            <Calm title={t.show(errorText(failed))} />
          ) : (
            <Calm title={t('exports.noPreview')} text={t.show(errorText(failed))}>
              <Button onClick={again}>{t('common.retry')}</Button>
            </Calm>
          ))}
        {shown?.svg != null && <PagePicture svg={shown.svg} />}
        {shown?.text != null && (
          <pre className="export-text selectable" dir="auto">
            {shown.text}
            {!shown.isWhole && '…'}
          </pre>
        )}
      </div>
      <p className="export-note" role="status">
        {format === 'docx'
          ? shown && t('exports.wordNote')
          : shown && shown.unshown.length > 0 && t('exports.unshown', { names: namesOf(shown.unshown) })}
      </p>
    </>
  );
}

function PagePicture({ svg }: { svg: string }) {
  const picture = useRef<HTMLImageElement>(null);
  const { t } = useLocale();
  useEffect(() => {
    const made = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
    if (picture.current) picture.current.src = made;
    return () => {
      URL.revokeObjectURL(made);
    };
  }, [svg]);
  return <img ref={picture} className="export-page" alt={t('exports.firstPage')} />;
}
