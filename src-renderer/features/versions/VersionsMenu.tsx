import { useLocale } from '../../i18n/locale-context.ts';
import { Icon } from '../../ui/Icon.tsx';
import { Menu, type MenuItem } from '../../ui/Menu.tsx';

interface VersionsMenuProps {
  /** The one that is shown. */
  version: number;
  items: readonly MenuItem[];
}

/** Several versions lie side by side; one of them is shown, found and exported. */
export function VersionsMenu({ version, items }: VersionsMenuProps) {
  const { t } = useLocale();
  return (
    <Menu className="transcript-tool" label={t('transcript.versions', { version })} groups={[items]}>
      {t('transcript.version', { version })}
      <Icon name="chevron" />
    </Menu>
  );
}
