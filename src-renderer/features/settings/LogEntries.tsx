import { memo } from 'react';
import type { LogEntry } from '../../../src-main/contract/logs.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import { sayEntry } from './log-texts.ts';

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
      {entries.map((entry) => (
        <li key={entry.id} data-level={entry.level}>
          <time className="tabular" dateTime={new Date(entry.at).toISOString()}>
            {format.precise(entry.at)}
          </time>
          <span className="log-level">{t(tagTexts[entry.level])}</span>
          <LogMessage entry={entry} />
        </li>
      ))}
    </ul>
  );
});

function LogMessage({ entry }: { entry: LogEntry }) {
  const { t } = useLocale();
  const { text, isTranslated, fields } = sayEntry(t, entry);
  return (
    <span className="log-message" dir="auto">
      <span lang={isTranslated ? undefined : 'en'}>{text}</span>
      {fields.map(([name, value]) => (
        <span key={name} className="log-field" lang="en">
          {name} {value}
        </span>
      ))}
    </span>
  );
}
