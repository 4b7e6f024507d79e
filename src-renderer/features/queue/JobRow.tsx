import { memo, useState, type DragEvent, type KeyboardEvent } from 'react';
import { useStore } from 'zustand';
import { useStores } from '../../app/context.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import { IconButton } from '../../ui/Button.tsx';
import { ErrorDetails } from '../../ui/ErrorDetails.tsx';
import { Progress } from '../../ui/Progress.tsx';
import { JobMenu } from './JobMenu.tsx';
import { hasEnded, shapeOf, shareOf } from './states.ts';
import { useEndText } from './use-end-text.ts';
import { useJobText, useJobTitle } from './use-job-text.ts';

interface JobRowProps {
  id: string;
  onOpened: () => void;
  /** The job that is being dragged, of this list. */
  dragged: string | null;
  onDrag: (id: string | null) => void;
  /** Puts what is dragged before this one, or last. */
  onDrop: (before: string | null) => void;
}

/** One job: whose it is, what happens to it or what became of it, and what can be done. */
export const JobRow = memo(function JobRow({ id, onOpened, dragged, onDrag, onDrop }: JobRowProps) {
  const { queue, imports, layout } = useStores();
  const jobs = useStore(queue.store, (state) => state.jobs);
  const at = jobs.findIndex((one) => one.id === id);
  const job = jobs[at];
  const text = useJobText(job);
  const ended = useEndText(job);
  const [side, setSide] = useState<'above' | 'below' | null>(null);
  const title = useJobTitle(job);
  const { t } = useLocale();
  if (!job) return null;
  const { state, error, meetingId } = job;
  const isWaiting = state === 'queued';
  const isOpen = !hasEnded(job);

  const report = () => {
    layout.ask({ kind: 'exportReport', jobId: id });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (!isWaiting || !event.altKey || (by !== -1 && by !== 1)) return;
    event.preventDefault();
    event.stopPropagation();
    void queue.step(id, by);
  };
  const over = (event: DragEvent<HTMLElement>) => {
    if (dragged === null || dragged === id || !isWaiting) return;
    event.preventDefault();
    event.stopPropagation();
    const { top, height } = event.currentTarget.getBoundingClientRect();
    setSide(event.clientY < top + height / 2 ? 'above' : 'below');
  };
  const drop = (event: DragEvent) => {
    if (side === null) return;
    event.preventDefault();
    event.stopPropagation();
    const next = jobs[at + 1];
    onDrop(side === 'above' ? id : next?.state === 'queued' ? next.id : null);
    setSide(null);
  };
  return (
    <div
      className="job panel-row"
      data-bad={state === 'failed' || undefined}
      data-drop={side ?? undefined}
      data-dragged={dragged === id || undefined}
      draggable={isWaiting}
      onDragStart={(event) => {
        event.dataTransfer.effectAllowed = 'move';
        event.dataTransfer.setData('text/x-meetmemo-job', id);
        onDrag(id);
      }}
      onDragEnd={() => {
        onDrag(null);
      }}
      onDragOver={over}
      onDragLeave={() => {
        setSide(null);
      }}
      onDrop={drop}
      onKeyDown={onKeyDown}
    >
      <div className="job-head">
        <button
          type="button"
          className="job-title"
          dir="auto"
          title={title}
          aria-keyshortcuts={isWaiting ? 'Alt+ArrowUp Alt+ArrowDown' : undefined}
          onClick={() => {
            onOpened();
            if (job.meetings > 1) report();
            else void imports.open(meetingId);
          }}
        >
          {title}
        </button>
        {isWaiting && <JobMenu job={job} />}
        {isOpen && (
          <IconButton
            icon="close"
            label={t('imports.cancelOf', { name: title })}
            onClick={() => void queue.cancel([id])}
          />
        )}
      </div>
      {state === 'running' && <Progress share={shareOf(job)} label={title} />}
      <p className="job-state tabular">{text}</p>
      {ended !== '' && <p className="job-state tabular">{ended}</p>}
      {error && state !== 'done' && <ErrorDetails error={shapeOf(error)} />}
      {!isOpen && (
        <p className="job-actions">
          {state !== 'done' && (
            <button type="button" className="link" onClick={() => void queue.retry([id])}>
              {t('common.retry')}
              <span className="visually-hidden"> {title}</span>
            </button>
          )}
          {job.kind === 'export' && (
            <button
              type="button"
              className="link"
              onClick={() => {
                onOpened();
                report();
              }}
            >
              {t('exports.report')}
              <span className="visually-hidden"> {title}</span>
            </button>
          )}
          <button type="button" className="link" onClick={() => void queue.dismiss([id])}>
            {t('queue.dismiss')}
            <span className="visually-hidden"> {title}</span>
          </button>
        </p>
      )}
    </div>
  );
});
