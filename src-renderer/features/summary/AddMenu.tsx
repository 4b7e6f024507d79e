import type { Summary } from '../../../src-main/contract/summaries.ts';
import { useStores } from '../../app/context.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import { Icon } from '../../ui/Icon.tsx';
import { Menu } from '../../ui/Menu.tsx';
import { entriesOf, sections, type ListName } from './content.ts';

interface AddMenuProps {
  summary: Summary;
  /** What is being added to. */
  adds: ListName | null;
}

/** The way into the parts that are empty, and so have no heading with a button of their own. */
export function AddMenu({ summary, adds }: AddMenuProps) {
  const { drafts } = useStores().summaries;
  const { t } = useLocale();
  const { topics } = summary.content;
  const parts = [
    ...sections.map((list) => ({ list, label: t(`summary.${list}`) })),
    ...topics.map(({ title }, list) => ({ list, label: title })),
  ];
  const items = parts
    .filter(({ list }) => list !== adds && entriesOf(summary.content, list).length === 0)
    .map(({ list, label }) => ({
      id: String(list),
      label,
      onSelect: () => {
        drafts.enter(summary, { list, at: 0 }, null);
      },
    }));
  if (items.length === 0) return null;
  return (
    <Menu className="transcript-tool summary-add" label={t('summary.addPart')} groups={[items]}>
      <Icon name="plus" />
      {t('summary.addPart')}
    </Menu>
  );
}
