import type { ErrorShape } from '../../src-main/rpc/errors.ts';
import { useLocale } from '../i18n/locale-context.ts';

/** For whoever helps: the code and what the core said, out of the way until asked for. */
export function ErrorDetails({
  error,
}: {
  error: Pick<ErrorShape, 'code' | 'message'> & Partial<ErrorShape>;
}) {
  const { t } = useLocale();
  const details = Object.keys(error.details ?? {}).length > 0 ? JSON.stringify(error.details) : null;
  return (
    <details className="error-details">
      <summary>{t('common.details')}</summary>
      <p className="selectable">{t('common.code', { code: error.code })}</p>
      <p className="selectable" lang="en" dir="auto">
        {error.message}
      </p>
      {details !== null && <code className="selectable">{details}</code>}
    </details>
  );
}
