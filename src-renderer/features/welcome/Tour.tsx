import { useSettings, useStores } from '../../app/context.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Icon } from '../../ui/Icon.tsx';
import './tour.css';

const cards = [
  ['home', 'tour.here', 'tour.hereText'],
  ['microphone', 'tour.begin', 'tour.beginText'],
  ['listen', 'tour.listen', 'tour.listenText'],
] as const;

/** What matters, on three cards. However it is left, it does not come again by itself. */
export function Tour({ onClose }: { onClose: () => void }) {
  const { settings } = useStores();
  const isSeen = useSettings((state) => state.settings?.tourSeen === true);
  const { t } = useLocale();
  const close = () => {
    if (!isSeen) void settings.update({ tourSeen: true });
    onClose();
  };
  return (
    <Dialog title={t('tour.title')} size="tour" onClose={close}>
      <ul className="tour">
        {cards.map(([icon, title, text]) => (
          <li key={title}>
            <Icon name={icon} />
            <h3>{t(title)}</h3>
            <p>{t(text)}</p>
          </li>
        ))}
      </ul>
      <div className="dialog-actions">
        <Button look="main" data-start onClick={close}>
          {t('tour.start')}
        </Button>
      </div>
    </Dialog>
  );
}
