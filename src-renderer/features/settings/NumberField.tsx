import { useState } from 'react';
import type { SettingName, Settings } from '../../../src-main/contract/settings.ts';
import { useSettings, useStores } from '../../app/context.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import { Field } from '../../ui/Field.tsx';

type NumberSetting = { [K in SettingName]: Settings[K] extends number ? K : never }[SettingName];

interface NumberFieldProps {
  name: NumberSetting;
  label: string;
  hint?: string;
  min: number;
  max: number;
}

/** Saved on leaving it, and only if it is a number that may be; otherwise it stays, marked, until it is mended. */
export function NumberField({ name, label, hint, min, max }: NumberFieldProps) {
  const { settings } = useStores();
  const stored = useSettings((state) => state.settings?.[name] ?? min);
  const [typed, setTyped] = useState<string | null>(null);
  const { t } = useLocale();
  const value = Number(typed ?? stored);
  const isValid = typed !== '' && Number.isInteger(value) && value >= min && value <= max;
  const range = t('settings.range', { min, max });
  const save = () => {
    if (!isValid) return;
    if (value !== stored) void settings.update({ [name]: value });
    setTyped(null);
  };
  return (
    <Field label={label} hint={hint === undefined ? range : `${hint} ${range}`} isWrong={!isValid}>
      {(id) => (
        <input
          id={id}
          className="text-input tabular"
          type="number"
          min={min}
          max={max}
          aria-invalid={!isValid}
          value={typed ?? stored}
          onChange={(event) => {
            setTyped(event.target.value);
          }}
          onBlur={save}
          onKeyDown={(event) => {
            if (event.key === 'Enter') save();
          }}
        />
      )}
    </Field>
  );
}
