import { useList, useStores } from '../../app/context.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import { Button } from '../../ui/Button.tsx';
import { Calm } from '../../ui/Calm.tsx';
import { ListHead } from './ListHead.tsx';
import { ListTools } from './ListTools.tsx';
import { MeetingList } from './MeetingList.tsx';
import { isNarrowed } from './view.ts';
import './list.css';

export function ListPane() {
  const status = useList((state) => state.status);
  const isEmpty = useList((state) => state.ids.length === 0 && state.total === 0);
  return (
    <>
      <ListHead />
      <ListTools />
      <Unready />
      {status === 'failed' ? <Failed /> : isEmpty && status === 'ready' ? <Empty /> : <MeetingList />}
      <ToSelection />
    </>
  );
}

/** In a very narrow window, the way from several selected meetings to what can be done to them. */
function ToSelection() {
  const { layout } = useStores();
  const count = useList((state) => state.selected.size);
  const { t } = useLocale();
  if (count < 2) return null;
  return (
    <button
      type="button"
      className="list-to-selection"
      onClick={() => {
        layout.show('meeting');
      }}
    >
      {t('bulk.selected', { count })}
    </button>
  );
}

/** A library that is new to the search is looked into bit by bit. */
function Unready() {
  const unready = useList((state) => state.unready);
  const { t } = useLocale();
  if (unready === 0) return null;
  return (
    <p className="list-unready" role="status">
      {t('list.unready', { count: unready })}
    </p>
  );
}

function Failed() {
  const { list } = useStores();
  const { t } = useLocale();
  return (
    <Calm title={t('list.failed')}>
      <Button onClick={() => void list.fresh()}>{t('common.retry')}</Button>
    </Calm>
  );
}

const emptyTexts = {
  all: ['welcome.title', 'welcome.text'],
  trash: ['list.emptyTrashTitle', 'list.emptyTrashText'],
  folder: ['list.emptyFolderTitle', 'list.emptyFolderText'],
  tag: ['list.emptyTagTitle', 'list.emptyTagText'],
  saved: ['list.noHitTitle', 'list.noHitTitle'],
} as const;

function Empty() {
  const kind = useList((state) => state.view.kind);
  const isSearch = useList(isNarrowed);
  const { t } = useLocale();
  // What helps stands beside it, where the meeting would be.
  if (isSearch) return <Calm title={t('list.noHitTitle')} />;
  const [title, text] = emptyTexts[kind];
  return <Calm title={t(title)} text={t(text)} />;
}
