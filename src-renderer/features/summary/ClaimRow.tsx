import type { Summary } from '../../../src-main/contract/summaries.ts';
import { useStores } from '../../app/context.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import { Icon } from '../../ui/Icon.tsx';
import { Menu } from '../../ui/Menu.tsx';
import { shortened } from '../../ui/shortened.ts';
import type { Entry, Place } from './content.ts';
import { Moments } from './Moments.tsx';
import { momentsOf, type Cited } from './use-cited.ts';

interface ClaimRowProps {
  summary: Summary;
  entry: Entry;
  place: Place;
  cited: ReadonlyMap<string, Cited>;
  isPlayable: boolean;
  isFixed: boolean;
}

/** What is claimed, the moments it rests on, and whether its words are found there. */
export function ClaimRow({ summary, entry, place, cited, isPlayable, isFixed }: ClaimRowProps) {
  const { summaries, transcripts, words } = useStores();
  const { t } = useLocale();
  const { meetingId } = summary;
  const { text, who, when, support, citations } = entry;
  const moments = momentsOf(citations, cited);
  const wholeMs = Math.max(0, ...moments.flat().map(({ endMs }) => endMs));
  const first = moments[0]?.[0];
  const edit = () => {
    summaries.drafts.enter(summary, place, entry);
  };
  const toWords = first && {
    id: 'words',
    label: t('summary.toWords'),
    onSelect: () => {
      words.pick(meetingId, 'transcript');
      transcripts.look({ segmentId: first.id, start: 0, end: first.text.length });
    },
  };
  const changes = [
    { id: 'edit', label: t('edit.edit'), onSelect: edit },
    {
      id: 'remove',
      label: t('summary.remove'),
      onSelect: () => void summaries.drafts.remove(summary, place, entry),
    },
  ];
  const groups = [...(toWords ? [[toWords]] : []), ...(isFixed ? [] : [changes])];
  return (
    <li className="claim" data-support={support}>
      <div className="claim-body">
        <p className="claim-text selectable" dir="auto" onDoubleClick={isFixed ? undefined : edit}>
          {text} <Moments {...{ meetingId, moments, wholeMs, isPlayable }} />
        </p>
        {(who ?? when) != null && (
          <p className="claim-whose">
            {who != null && (
              <span className="claim-who" dir="auto">
                <Icon name="person" />
                <span className="visually-hidden">{t('summary.who')}: </span>
                {who}
              </span>
            )}
            {when != null && (
              <span className="claim-when" dir="auto">
                <Icon name="calendar" />
                <span className="visually-hidden">{t('summary.when')}: </span>
                {when}
              </span>
            )}
          </p>
        )}
        {support === 'unsupported' && (
          <p className="claim-note">
            <b>{t('summary.unsupported')}</b> {t('summary.unsupportedText')}
          </p>
        )}
        {support === 'written' && <p className="claim-note">{t('summary.written')}</p>}
      </div>
      {groups.length > 0 && (
        <Menu label={t('summary.claimMenu', { text: shortened(text) })} groups={groups}>
          <Icon name="more" />
        </Menu>
      )}
    </li>
  );
}
