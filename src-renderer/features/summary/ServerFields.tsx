import { isServerKey, serverAt } from '../../../src-main/contract/server-address.ts';
import { useSettings, useStores } from '../../app/context.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import { Switch } from '../../ui/Switch.tsx';
import { NumberField } from '../settings/NumberField.tsx';
import { TextField } from '../settings/TextField.tsx';
import { ServerWarning } from './ServerWarning.tsx';

/** A server that writes summaries, for those who have one: off until a person turns it on. */
export function ServerFields() {
  const { settings: feature } = useStores();
  const settings = useSettings((state) => state.settings);
  const { t } = useLocale();
  if (!settings) return null;
  const { serverOn, serverAddress, serverModel, serverKey } = settings;
  const isGood = (typed: string) => typed === '' || serverAt(typed) !== null;
  /** A key is meant for one server: another is not told it. */
  const move = (typed: string) => {
    const stays = serverAt(typed)?.origin === serverAt(serverAddress)?.origin;
    void feature.update({ serverAddress: typed, ...(!stays && { serverKey: '' }) });
  };
  return (
    <>
      <h3>{t('server.title')}</h3>
      <Switch
        label={t('server.on')}
        hint={t('server.onHint')}
        isOn={serverOn}
        onSwitch={(isOn) => void feature.update({ serverOn: isOn })}
      />
      {serverOn && (
        <>
          <ServerWarning />
          {(serverAddress === '' || serverModel === '') && (
            <p className="choices-note">{t('server.unfinished')}</p>
          )}
          <TextField
            label={t('server.address')}
            hint={t('server.addressHint')}
            placeholder="http://127.0.0.1:11434/v1"
            longest={500}
            value={serverAddress}
            isValid={isGood}
            onSave={move}
          />
          <TextField
            label={t('server.model')}
            hint={t('server.modelHint')}
            longest={200}
            value={serverModel}
            onSave={(name) => void feature.update({ serverModel: name })}
          />
          <TextField
            label={t('server.key')}
            hint={t('server.keyHint')}
            longest={500}
            isSecret
            value={serverKey}
            isValid={isServerKey}
            onSave={(key) => void feature.update({ serverKey: key })}
          />
          <NumberField
            name="serverContext"
            label={t('server.context')}
            hint={t('server.contextHint')}
            min={1024}
            max={1_000_000}
          />
        </>
      )}
    </>
  );
}
