import { useState, type ComponentProps } from 'react';
import { flushSync } from 'react-dom';
import { MAX_NAME } from '../../../src-main/contract/common.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import type { Text } from '../../i18n/translate.ts';
import { Icon } from '../../ui/Icon.tsx';
import { Menu } from '../../ui/Menu.tsx';
import { NameField } from '../../ui/NameField.tsx';
import { Place } from './Place.tsx';

interface NamedPlaceProps extends Omit<ComponentProps<typeof Place>, 'children'> {
  id: string;
  texts: {
    name: 'sidebar.folderName' | 'searches.name';
    menu: 'sidebar.folderMenu' | 'searches.menu';
    remove: 'sidebar.removeFolder' | 'searches.remove';
  };
  rename: (name: string) => Promise<Text | null>;
  remove: () => Promise<unknown>;
}

/** A line of the sidebar whose name and existence are the person's own affair. */
export function NamedPlace({ texts, rename, remove, ...place }: NamedPlaceProps) {
  const [isRenaming, setRenaming] = useState(false);
  const { t } = useLocale();
  const { id, label: name } = place;
  const begin = () => {
    setRenaming(true);
  };
  if (isRenaming) {
    return (
      <li className="place">
        <NameField
          label={t(texts.name)}
          start={name}
          maxLength={MAX_NAME}
          onName={async (next) => {
            const problem = await rename(next);
            return problem && t.show(problem);
          }}
          onClose={(byKey) => {
            flushSync(() => {
              setRenaming(false);
            });
            if (byKey) document.getElementById(id)?.focus();
          }}
        />
      </li>
    );
  }
  return (
    <Place
      {...place}
      onDoubleClick={begin}
      onKeyDown={(event) => {
        if (event.key === 'F2') begin();
      }}
    >
      <Menu
        className="place-menu icon-button"
        label={t(texts.menu, { name })}
        groups={[
          [
            { id: 'rename', label: t('sidebar.rename'), onSelect: begin },
            { id: 'remove', label: t(texts.remove), onSelect: () => void remove() },
          ],
        ]}
      >
        <Icon name="more" />
      </Menu>
    </Place>
  );
}
