import { useStore } from 'zustand';
import type { Speech, SpeechDevice } from '../../../src-main/contract/speech.ts';
import { useSettings, useStores } from '../../app/context.ts';
import type { Format } from '../../i18n/format.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import type { Translator } from '../../i18n/translate.ts';
import { Button } from '../../ui/Button.tsx';
import { deviceName } from './device-name.ts';

/** What the engine can run on, how fast each of it was, and what lies idle, with the reason and the way out. */
export function Devices() {
  const { speech: feature } = useStores();
  const { speech, isTrying } = useStore(feature.store);
  const { t, format } = useLocale();
  return (
    <>
      <p role="status" className="settings-note">
        {isTrying
          ? t('speech.trying')
          : speech &&
            (speech.triedAt === null
              ? t('speech.notTried')
              : t('speech.triedAt', { time: format.compact(speech.triedAt) }))}
      </p>
      {speech && <DeviceList speech={speech} />}
      {speech?.isWantedMissing && <p className="speech-unused">{t('speech.wantedMissing')}</p>}
      {speech?.unused.map(({ name, reason }) => (
        <p key={name} className="speech-unused">
          <b dir="auto">{name}</b> {t(`speech.unused.${reason}`)}
        </p>
      ))}
      {speech?.fallbackReason != null && (
        <p className="speech-unused">
          {t('speech.fallback')}{' '}
          <span lang="en" dir="auto">
            {speech.fallbackReason}
          </span>
        </p>
      )}
      <Button aria-disabled={isTrying} onClick={() => void (!isTrying && feature.tryAgain())}>
        {t('speech.tryAgain')}
      </Button>
    </>
  );
}

function DeviceList({ speech: { devices } }: { speech: Speech }) {
  const { settings } = useStores();
  const wanted = useSettings((state) => state.settings?.speechDevice ?? '');
  const { t, format } = useLocale();
  const isKnown = devices.some(({ name }) => name === wanted);
  const choices = [
    { name: '', title: t('speech.fastest'), about: t('speech.fastestHint'), isRunning: false, isBad: false },
    ...devices.map((device) => ({
      name: device.name,
      title: deviceName(device),
      about: describe(device, t, format),
      isRunning: device.isChosen,
      isBad: device.error !== null,
    })),
  ];
  return (
    <fieldset className="speech-devices">
      <legend className="visually-hidden">{t('speech.devices')}</legend>
      {choices.map(({ name, title, about, isRunning, isBad }) => (
        <label key={name} className="speech-device" data-bad={isBad || undefined}>
          <input
            type="radio"
            name="speech-device"
            checked={name === (isKnown ? wanted : '')}
            onChange={() => void settings.update({ speechDevice: name })}
          />
          <span>
            <span dir="auto">{title}</span>
            {isRunning && <span className="speech-runs">{t('speech.inUse')}</span>}
            <span className="speech-about">{about}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}

function describe(device: SpeechDevice, t: Translator, format: Format): string {
  const { type, memoryBytes, driver, threads, speed, error } = device;
  const parts = [
    t(`speech.type.${type}`),
    memoryBytes > 0 && format.bytes(memoryBytes),
    driver,
    threads !== null && type === 'cpu' && t('speech.threads', { count: threads }),
    speed !== null && t('speech.speed', { speed: format.number(speed) }),
    error !== null && t('speech.unusable', { code: error.code }),
  ];
  return parts.filter((part) => typeof part === 'string' && part !== '').join(' · ');
}
