import { memo } from 'react';
import type { LogEntry } from '../../../src-main/contract/logs.ts';
import { useLocale } from '../../i18n/locale-context.ts';

const tagTexts = {
  debug: 'logs.tagDebug',
  info: 'logs.tagInfo',
  warn: 'logs.tagWarn',
  error: 'logs.tagError',
} as const;

export const LogEntries = memo(function LogEntries({ entries }: { entries: readonly LogEntry[] | null }) {
  const { t, format } = useLocale();
  if (!entries) return null;
  if (entries.length === 0) return <p className="settings-note">{t('logs.none')}</p>;
  return (
    <ul className="log-list selectable" aria-label={t('logs.entries')}>
      {entries.map(({ id, at, level, message, fields }) => (
        <li key={id} data-level={level}>
          <time className="tabular" dateTime={new Date(at).toISOString()}>
            {format.precise(at)}
          </time>
          <span className="log-level">{t(tagTexts[level])}</span>
          <span className="log-message" lang="en" dir="auto">
            {message}
            {Object.entries(fields).map(([name, value]) => (
              <span key={name} className="log-field">
                {name} {String(value)}
              </span>
            ))}
          </span>
        </li>
      ))}
    </ul>
  );
});
