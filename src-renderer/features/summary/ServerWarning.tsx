import { useLocale } from '../../i18n/locale-context.ts';
import { useServer } from './use-writers.ts';

/** Where the words of a meeting go, if they leave this machine. */
export function ServerWarning() {
  const server = useServer();
  const { t } = useLocale();
  if (!server?.isFar) return null;
  const { host } = server;
  return (
    <p className="server-warning" role="note">
      {t('server.far', { host })} {server.isOpen && t('server.open')}
    </p>
  );
}
