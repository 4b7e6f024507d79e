import { useMemo } from 'react';
import { isThisMachine, serverAt } from '../../../src-main/contract/server-address.ts';
import { QUICK, SERVER } from '../../../src-main/contract/summaries.ts';
import { useSettings } from '../../app/context.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import { useLanguageModels } from '../models/use-models.ts';

/** The server that a person has set up, as far as they have; null: none, or it is off. */
export function useServer(): { name: string; host: string; isFar: boolean; isOpen: boolean } | null {
  const isOn = useSettings(({ settings }) => settings?.serverOn === true);
  const address = useSettings(({ settings }) => settings?.serverAddress ?? '');
  const name = useSettings(({ settings }) => settings?.serverModel ?? '');
  const url = serverAt(address);
  if (!isOn || !url) return null;
  const isFar = !isThisMachine(url);
  return { name, host: url.host, isFar, isOpen: isFar && url.protocol === 'http:' };
}

/** Who can write a summary now. */
export function useWriters(): readonly { value: string; label: string }[] {
  const models = useLanguageModels();
  const server = useServer();
  const { t } = useLocale();
  const name = server && server.name !== '' ? server.name : null;
  return useMemo(
    () => [
      { value: QUICK, label: t('summary.quick') },
      ...models.map((model) => ({ value: model.id, label: model.name })),
      ...(name === null ? [] : [{ value: SERVER, label: t('server.named', { name }) }]),
    ],
    [models, name, t],
  );
}

/** Who writes where nothing else is said: what the settings say, and where that is gone the quick one. */
export function useUsualWriter(): string {
  const chosen = useSettings(({ settings }) => settings?.summaryModel ?? QUICK);
  return useWriters().some(({ value }) => value === chosen) ? chosen : QUICK;
}
