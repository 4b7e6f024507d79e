import { useEffect, useState } from 'react';
import { sameName } from '../../../src-main/contract/common.ts';
import { useList, useStores } from '../../app/context.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import { text } from '../../i18n/translate.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Field, Select } from '../../ui/Field.tsx';

type People = readonly { name: string; meetings: number }[];

/** Another name for a person, in all meetings at once. */
export function RenamePerson({ onClose }: { onClose: () => void }) {
  const { api, toasts } = useStores();
  const chosen = useList(({ filter }) => filter.people?.[0]);
  const [people, setPeople] = useState<People>([]);
  const [picked, setPicked] = useState(chosen ?? '');
  const [typed, setTyped] = useState<string | null>(null);
  const { t } = useLocale();
  useEffect(() => {
    void toasts.attempt('people', async () => {
      setPeople((await api.people.list({ limit: 1000 })).people);
    });
  }, [api, toasts]);
  const own = people.find(({ name }) => sameName(name) === sameName(picked)) ?? people[0];
  const from = own?.name ?? '';
  const to = (typed ?? from).trim();
  const isSame = sameName(to) === sameName(from);
  const namesake = isSame ? undefined : people.find(({ name }) => sameName(name) === sameName(to));
  const rename = () => {
    onClose();
    return toasts.attempt('people', async () => {
      const said = text('people.renamed', { from, to });
      const work = api.people.rename({ from, to });
      // Two who have become one can be told apart in each meeting only, by its own undo.
      if (namesake) await work.then(() => toasts.done(said));
      else
        await toasts.doing(said, work, {
          ...{ ids: [], outlivesThem: true },
          run: () => api.people.rename({ from: to, to: from }),
        });
    });
  };
  return (
    <Dialog title={t('people.title')} onClose={onClose}>
      <form
        className="rename-person"
        onSubmit={(event) => {
          event.preventDefault();
          if (to !== '' && to !== from) void rename();
        }}
      >
        <Field label={t('filter.person')}>
          {(id) => (
            <Select
              id={id}
              value={from}
              options={people.map(({ name, meetings }) => ({
                value: name,
                label: `${name} · ${t('sidebar.count', { count: meetings })}`,
              }))}
              onPick={(name) => {
                setPicked(name);
                setTyped(null);
              }}
            />
          )}
        </Field>
        <Field label={t('people.to')} {...(namesake && { hint: t('people.joins', { name: namesake.name }) })}>
          {(id) => (
            <input
              id={id}
              data-start
              className="text-input"
              dir="auto"
              maxLength={200}
              value={typed ?? from}
              onChange={({ target }) => {
                setTyped(target.value);
              }}
            />
          )}
        </Field>
        <p className="field-hint">{t('people.hint')}</p>
        <div className="dialog-actions">
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button look="main" type="submit" disabled={to === '' || to === from}>
            {t('sidebar.rename')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
