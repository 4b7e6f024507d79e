import type { Job } from '../../../src-main/contract/jobs.ts';
import { useStores } from '../../app/context.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import { Icon } from '../../ui/Icon.tsx';
import { Menu } from '../../ui/Menu.tsx';
import { useJobTitle } from './use-job-text.ts';
import { useJobs } from './use-queue.ts';

const priorities = { high: 5, normal: 0, low: -5 } as const;

/** Where a job stands among those that wait, and how much it matters. */
export function JobMenu({ job }: { job: Job }) {
  const { id, priority } = job;
  const title = useJobTitle(job);
  const { queue } = useStores();
  const first = useJobs().find(({ state }) => state === 'queued')?.id;
  const { t } = useLocale();
  const rank = priority > 0 ? 'high' : priority < 0 ? 'low' : 'normal';
  const moves = [
    { id: 'up', label: t('queue.up'), onSelect: () => void queue.step(id, -1) },
    { id: 'down', label: t('queue.down'), onSelect: () => void queue.step(id, 1) },
    {
      id: 'first',
      label: t('queue.first'),
      onSelect: () => {
        if (first !== undefined && first !== id) void queue.move(id, first);
      },
    },
    { id: 'last', label: t('queue.last'), onSelect: () => void queue.move(id, null) },
  ];
  const ranks = (['high', 'normal', 'low'] as const).map((name) => ({
    id: name,
    label: t(`queue.priority.${name}`),
    isChecked: name === rank,
    onSelect: () => void queue.setPriority(id, priorities[name]),
  }));
  return (
    <Menu label={t('queue.menu', { title })} groups={[moves, ranks]}>
      <Icon name="more" />
    </Menu>
  );
}
