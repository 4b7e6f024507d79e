import { useStores } from '../../app/context.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import { Strip } from '../../ui/Strip.tsx';
import { QueuePanel } from './QueuePanel.tsx';
import { hasEnded, shareOf } from './states.ts';
import { useJobTitle } from './use-job-text.ts';
import { useJobs, useQueue } from './use-queue.ts';
import './queue.css';

/** What runs and how long it still takes. */
export function QueueLine() {
  const { queue: feature } = useStores();
  const jobs = useJobs();
  const queue = useQueue();
  const { t, format } = useLocale();
  const running = jobs.find(({ state }) => state === 'running');
  const title = useJobTitle(running);
  const waiting = jobs.filter(({ state }) => state === 'queued').length;
  const failed = jobs.filter(({ state }) => state === 'failed').length;
  const ended = jobs.filter(hasEnded).length;

  const share = running && shareOf(running);
  const left =
    running?.msLeft == null
      ? typeof share === 'number'
        ? format.percent(share)
        : null
      : t('imports.left', { time: format.roughly(running.msLeft) });
  const held = queue.isPaused ? 'resume' : queue.waitsFor;
  const what = running
    ? t(`queue.running.${running.kind}`, { title })
    : waiting > 0
      ? held === null
        ? t('queue.waiting', { count: waiting })
        : t(`queue.held.${held}`, { count: waiting })
      : failed > 0
        ? t('queue.failed', { count: failed })
        : t('queue.ended', { count: ended });
  const isIdle = !running && waiting === 0;
  return (
    <Strip
      className="queue-line"
      label={t('queue.title')}
      announced={running !== undefined && what}
      said={jobs.length > 0 ? { what, isBad: isIdle && failed > 0, left } : null}
      isQuiet={isIdle && failed === 0}
      share={share}
      action={
        isIdle
          ? { icon: 'close', label: t('queue.clear'), run: () => void feature.clear() }
          : queue.isPaused
            ? { icon: 'play', label: t('queue.resume'), run: () => void feature.resume() }
            : { icon: 'pause', label: t('queue.pause'), run: () => void feature.pause() }
      }
    >
      {(close) => <QueuePanel onClose={close} />}
    </Strip>
  );
}
