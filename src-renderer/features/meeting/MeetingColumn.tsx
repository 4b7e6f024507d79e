import { useList, useOpen, useStores } from '../../app/context.ts';
import { newMeetingKey } from '../../app/platform.ts';
import { reach } from '../../app/reach.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { Calm } from '../../ui/Calm.tsx';
import { isNarrowed } from '../list/view.ts';
import { BulkPage } from './BulkPage.tsx';
import { GonePage } from './GonePage.tsx';
import { MeetingPage } from './MeetingPage.tsx';
import { NoHitPage } from './NoHitPage.tsx';
import './meeting.css';

export function MeetingColumn() {
  const { layout, open } = useStores();
  const count = useList((state) => state.selected.size);
  const status = useOpen((state) => state.status);
  const meeting = useOpen((state) => state.meeting);
  const { t } = useLocale();

  const isListEmpty = useList((state) => state.status !== 'failed' && state.total === 0);
  const isNoHit = useList((state) => state.status === 'ready' && state.total === 0 && isNarrowed(state));
  // An empty list has already said all there is to say, and one that is being read may not be empty.
  let page = isListEmpty ? null : (
    <Calm title={t('meeting.none')} text={t('meeting.noneHint', { shortcut: newMeetingKey })} />
  );
  if (isNoHit) page = <NoHitPage />;
  if (count > 1) page = <BulkPage count={count} />;
  else if (status === 'gone') page = <GonePage />;
  else if (status === 'failed') {
    page = (
      <Calm title={t('meeting.failed')}>
        <Button onClick={() => void open.reload()}>{t('common.retry')}</Button>
      </Calm>
    );
  } else if (meeting && status !== 'none') page = <MeetingPage key={meeting.id} meeting={meeting} />;

  return (
    <>
      <IconButton
        className="meeting-back"
        icon="back"
        label={t('common.back')}
        onClick={() => {
          reach(layout, 'list', 'meeting-list');
        }}
      />
      {page}
    </>
  );
}
