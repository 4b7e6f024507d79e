import { useMemo, useState } from 'react';
import { logLevels, type LogLevel } from '../../../src-main/contract/logs.ts';
import { text } from '../../i18n/translate.ts';
import { useStores } from '../../app/context.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import { Button } from '../../ui/Button.tsx';
import { Select } from '../../ui/Field.tsx';
import { download } from '../../app/download.ts';
import { LogEntries } from './LogEntries.tsx';
import { logLevelTexts } from './log-level-texts.ts';
import { sentencesWith } from './log-texts.ts';
import { useLogPages } from './use-log-pages.ts';

export function LogsPanel() {
  const { api, toasts } = useStores();
  const [level, setLevel] = useState<LogLevel>('debug');
  const [filter, setFilter] = useState('');
  const { t } = useLocale();
  const sentences = useMemo(() => sentencesWith(t, filter), [t, filter]);
  const { entries, hasMore, more, again } = useLogPages(level, filter, sentences);
  const attempt = async (run: () => Promise<void>) => {
    try {
      await run();
    } catch (error) {
      toasts.failed(error);
    }
  };
  const clear = () =>
    attempt(async () => {
      const { removed } = await api.logs.clear();
      again();
      toasts.done(text('done.logsCleared', { count: removed }));
    });
  const save = (format: 'csv' | 'json') =>
    attempt(async () => {
      download(await api.logs.export({ format, level, text: filter, sentences }));
    });
  return (
    <div className="logs">
      <div className="logs-tools">
        <input
          type="search"
          className="text-input"
          aria-label={t('logs.filter')}
          placeholder={t('logs.filter')}
          value={filter}
          maxLength={200}
          dir="auto"
          onChange={(event) => {
            setFilter(event.target.value);
          }}
        />
        <Select
          label={t('logs.level')}
          value={level}
          options={logLevels.map((value) => ({ value, label: t(logLevelTexts[value]) }))}
          onPick={setLevel}
        />
      </div>
      <LogEntries entries={entries} />
      {hasMore && <Button onClick={more}>{t('logs.older')}</Button>}
      <footer className="logs-foot">
        <p className="settings-note">{t('logs.private')}</p>
        <Button onClick={() => void save('csv')}>{t('logs.exportCsv')}</Button>
        <Button onClick={() => void save('json')}>{t('logs.exportJson')}</Button>
        <Button onClick={() => void clear()}>{t('logs.clear')}</Button>
      </footer>
    </div>
  );
}
