import { useEffect } from 'react';
import { useStore } from 'zustand';
import { useStores } from '../../app/context.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import { Button } from '../../ui/Button.tsx';
import './models.css';

const purposes = { 'model download': 'network.modelDownload', summary: 'network.summary' } as const;

/** Every request to the network that was ever made. */
export function NetworkPanel() {
  const { models: feature } = useStores();
  const attempts = useStore(feature.store, (state) => state.attempts);
  const { t, format } = useLocale();
  useEffect(() => {
    void feature.readNetwork();
  }, [feature]);
  return (
    <>
      <p className="settings-note">{t('network.about')}</p>
      {attempts?.length === 0 && <p className="network-none">{t('network.none')}</p>}
      {attempts !== null && attempts.length > 0 && (
        <>
          <div className="network-scroll" tabIndex={0} role="group" aria-label={t('settings.network')}>
            <table className="network">
              <thead>
                <tr>
                  <th scope="col">{t('network.when')}</th>
                  <th scope="col">{t('network.what')}</th>
                  <th scope="col">{t('network.host')}</th>
                  <th scope="col">{t('network.outcome')}</th>
                  <th scope="col">{t('network.bytes')}</th>
                </tr>
              </thead>
              <tbody>
                {attempts.map(({ at, purpose, host, outcome, bytes }, index) => (
                  <tr key={index}>
                    <td className="tabular">{format.compact(at)}</td>
                    <td>{t(purposes[purpose])}</td>
                    <td dir="ltr" className="selectable">
                      {host}
                    </td>
                    <td data-outcome={outcome}>{t(`network.${outcome}`)}</td>
                    <td className="tabular">{format.bytes(bytes)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          <Button onClick={() => void feature.clearNetwork()}>{t('network.clear')}</Button>
        </>
      )}
    </>
  );
}
