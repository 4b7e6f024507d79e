import type { ExportOptions } from '../../../src-main/contract/exports.ts';
import { useStores } from '../../app/context.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import { Icon } from '../../ui/Icon.tsx';
import { Menu } from '../../ui/Menu.tsx';

/** The same words, on the clipboard. */
export function CopyMenu({ meetingId, options }: { meetingId: string; options: ExportOptions }) {
  const { exports } = useStores();
  const { t } = useLocale();
  const items = (['md', 'txt', 'html'] as const).map((as) => ({
    id: as,
    label: t(`exports.copy.${as}`),
    onSelect: () => void exports.copy(meetingId, as, options),
  }));
  return (
    <Menu className="button" label={t('exports.copy')} groups={[items]}>
      <Icon name="copy" /> {t('exports.copy')}
    </Menu>
  );
}
