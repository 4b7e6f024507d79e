import { useLayoutEffect } from 'react';
import { useStore } from 'zustand';
import { useStores } from '../../app/context.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import { Strip } from '../../ui/Strip.tsx';
import { QueuePanel } from './QueuePanel.tsx';
import { canBeCleared, hasEnded, shareOf } from './states.ts';
import { useJobTitle } from './use-job-text.ts';
import { useJobs, useQueue } from './use-queue.ts';
import './queue.css';

/** Opens the whole list, for a command. */
export const queueOpener = 'queue-open';

/** What runs and how long it still takes. */
export function QueueLine() {
  const { queue: feature } = useStores();
  const jobs = useJobs();
  const queue = useQueue();
  const isAsked = useStore(feature.store, (state) => state.isAsked);
  const { t, format } = useLocale();
  const running = jobs.find(({ state }) => state === 'running');
  const title = useJobTitle(running);
  const waiting = jobs.filter(({ state }) => state === 'queued').length;
  const failed = jobs.filter(({ state }) => state === 'failed').length;
  const ended = jobs.filter(hasEnded).length;

  // A panel that is open goes with its line, and nobody tells.
  useLayoutEffect(
    () => () => {
      feature.ask(false);
    },
    [feature],
  );
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
        : queue.isPaused
          ? t('queue.paused')
          : ended > 0
            ? t('queue.ended', { count: ended })
            : t('queue.empty');
  const isIdle = !running && waiting === 0;
  const clear = { icon: 'close', label: t('queue.clear'), run: () => void feature.clear() } as const;
  return (
    <Strip
      className="queue-line"
      openId={queueOpener}
      label={t('queue.title')}
      announced={running !== undefined && what}
      said={{ what, isBad: isIdle && failed > 0, left }}
      isQuiet={isIdle && failed === 0 && !queue.isPaused && !isAsked}
      share={share}
      action={
        queue.isPaused
          ? { icon: 'play', label: t('queue.resume'), run: () => void feature.resume() }
          : !isIdle
            ? { icon: 'pause', label: t('queue.pause'), run: () => void feature.pause() }
            : jobs.some(canBeCleared)
              ? clear
              : null
      }
      onClosed={() => {
        feature.ask(false);
      }}
    >
      {(close) => <QueuePanel onClose={close} />}
    </Strip>
  );
}
