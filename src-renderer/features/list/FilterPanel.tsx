import { useId, useRef, useState } from 'react';
import { meetingStates } from '../../../src-main/contract/meetings.ts';
import { useList, useSidebar, useStores } from '../../app/context.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import { Field, Select } from '../../ui/Field.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { dayFrom, dayText, stateTexts } from './chips.ts';
import { KeepSearch } from './KeepSearch.tsx';

const lately = [0, 6, 29, 364] as const;
const latelyTexts = { 0: 'filter.today', 6: 'filter.week', 29: 'filter.month', 364: 'filter.year' } as const;

/** Beside the search: what else a meeting must be like to be shown. What is chosen becomes a chip. */
export function FilterPanel() {
  const popoverId = useId();
  const [people, setPeople] = useState<readonly string[] | null>(null);
  const { api, toasts } = useStores();
  const { t } = useLocale();
  const panel = useRef<HTMLDivElement>(null);
  return (
    <>
      <button
        type="button"
        id="list-filter"
        className="icon-button"
        popoverTarget={popoverId}
        aria-haspopup="dialog"
        aria-label={t('filter.label')}
        title={t('filter.label')}
      >
        <Icon name="filter" />
      </button>
      <div
        ref={panel}
        id={popoverId}
        popover="auto"
        role="dialog"
        aria-label={t('filter.label')}
        className="menu filter"
        onBeforeToggle={(event) => {
          if (event.newState !== 'open') return;
          void toasts.attempt('people', async () => {
            setPeople((await api.people.list({ limit: 1000 })).people.map(({ name }) => name));
          });
        }}
        onToggle={(event) => {
          if (event.newState === 'open') event.currentTarget.querySelector('select')?.focus();
          else setPeople(null);
        }}
      >
        {people && <Fields people={people} />}
        <KeepSearch />
      </div>
    </>
  );
}

function Fields({ people }: { people: readonly string[] }) {
  const { list, layout } = useStores();
  const filter = useList((state) => state.filter);
  const tags = useSidebar((state) => state.tags);
  const { t } = useLocale();
  const none = { value: '', label: t('filter.choose') };
  const own = lately.find((days) => days === filter.days);
  const isOwnSpan = filter.from !== undefined || filter.before !== undefined;
  const [isSpan, setSpan] = useState(isOwnSpan);
  const date = isSpan ? 'span' : own === undefined ? '' : String(own);
  return (
    <>
      <Field label={t('filter.state')}>
        {(id) => (
          <Select
            id={id}
            value=""
            options={[none, ...meetingStates.map((state) => ({ value: state, label: t(stateTexts[state]) }))]}
            onPick={(picked) => {
              const state = meetingStates.find((own) => own === picked);
              if (state) void list.narrow({ states: [...new Set([...(filter.states ?? []), state])] });
            }}
          />
        )}
      </Field>
      {people.length > 0 && (
        <Field label={t('filter.person')}>
          {(id) => (
            <>
              <Select
                id={id}
                value=""
                options={[none, ...people.map((name) => ({ value: name, label: name }))]}
                onPick={(name) => {
                  if (name !== '')
                    void list.narrow({ people: [...new Set([...(filter.people ?? []), name])] });
                }}
              />
              <button
                type="button"
                className="chips-keep"
                onClick={() => {
                  layout.ask({ kind: 'renamePerson' });
                }}
              >
                {t('people.rename')}
              </button>
            </>
          )}
        </Field>
      )}
      {tags.length > 0 && (
        <Field label={t('filter.tag')}>
          {(id) => (
            <Select
              id={id}
              value=""
              options={[none, ...tags.map(({ tag }) => ({ value: tag, label: tag }))]}
              onPick={(tag) => {
                if (tag !== '') void list.narrow({ tags: [...new Set([...(filter.tags ?? []), tag])] });
              }}
            />
          )}
        </Field>
      )}
      <Field label={t('filter.summary')}>
        {(id) => (
          <Select
            id={id}
            value={filter.hasSummary === undefined ? '' : String(filter.hasSummary)}
            options={[
              { value: '', label: t('filter.anySummary') },
              { value: 'true', label: t('filter.hasSummary') },
              { value: 'false', label: t('filter.noSummary') },
            ]}
            onPick={(value) => {
              void list.narrow({ hasSummary: value === '' ? undefined : value === 'true' });
            }}
          />
        )}
      </Field>
      <Field label={t('filter.date')}>
        {(id) => (
          <Select
            id={id}
            value={date}
            options={[
              { value: '', label: t('filter.anyDate') },
              ...lately.map((days) => ({ value: String(days), label: t(latelyTexts[days]) })),
              { value: 'span', label: t('filter.span') },
            ]}
            onPick={(value) => {
              setSpan(value === 'span');
              const days = value === '' || value === 'span' ? undefined : Number(value);
              void list.narrow({ from: undefined, before: undefined, days });
            }}
          />
        )}
      </Field>
      {isSpan && (
        <>
          <Field label={t('filter.from')}>
            {(id) => (
              <input
                type="date"
                id={id}
                className="text-input"
                defaultValue={filter.from === undefined ? '' : dayText(filter.from)}
                onChange={({ target }) => {
                  void list.narrow({ from: dayFrom(target.value) });
                }}
              />
            )}
          </Field>
          <Field label={t('filter.until')}>
            {(id) => (
              <input
                type="date"
                id={id}
                className="text-input"
                defaultValue={filter.before === undefined ? '' : dayText(filter.before - 1)}
                onChange={({ target }) => {
                  void list.narrow({ before: dayFrom(target.value, 1) });
                }}
              />
            )}
          </Field>
        </>
      )}
    </>
  );
}
