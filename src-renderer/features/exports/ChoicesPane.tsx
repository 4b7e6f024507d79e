import { useId } from 'react';
import { exportFormats, exportParts } from '../../../src-main/contract/exports.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import { Select } from '../../ui/Field.tsx';
import { appliesTo, toggled } from './applies.ts';
import { CheckList } from './CheckList.tsx';
import type { useChoices } from './use-choices.ts';

const switches = ['times', 'speakers', 'marks'] as const;
const papers = ['a4', 'letter'] as const;

interface ChoicesProps {
  own: NonNullable<ReturnType<typeof useChoices>>;
  /** Files go into a folder, and may be put into one file instead. */
  canZip: boolean;
}

/** Which files, and what is to be in them. */
export function ChoicesPane({ own, canZip }: ChoicesProps) {
  const { choices, formats, lackOf, lackOfPart, choose } = own;
  const { t } = useLocale();
  const id = useId();
  const applies = appliesTo(formats);
  const why = (lack: 'transcript' | 'summary' | undefined) => lack && t(`exports.none.${lack}`);
  return (
    <div className="export-choices">
      <CheckList
        legend={t('exports.formats')}
        items={exportFormats.map((value) => ({
          value,
          label: t(`exports.format.${value}`),
          isOn: formats.includes(value),
          isOff: lackOf(value) !== undefined,
          why: why(lackOf(value)),
        }))}
        onToggle={(format) => {
          choose({ formats: toggled(exportFormats, formats, format) });
        }}
      />
      <CheckList
        legend={t('exports.parts')}
        items={exportParts.map((value) => ({
          value,
          label: t(`exports.part.${value}`),
          isOn: choices.parts.includes(value) && lackOfPart(value) === undefined,
          isOff: !applies.parts || lackOfPart(value) !== undefined,
          why: why(lackOfPart(value)),
        }))}
        onToggle={(part) => {
          choose({ parts: toggled(exportParts, choices.parts, part) });
        }}
      />
      <CheckList
        legend={t('exports.how')}
        items={switches.map((value) => ({
          value,
          label: t(`exports.${value}`),
          isOn: choices[value],
          isOff: !applies.has(value),
        }))}
        onToggle={(name) => {
          choose({ [name]: !choices[name] });
        }}
      />
      <div className="choice">
        <label htmlFor={`${id}-paper`}>{t('exports.paper')}</label>
        <Select
          id={`${id}-paper`}
          value={choices.paper}
          isDisabled={!applies.paper}
          options={papers.map((value) => ({ value, label: t(`exports.paper.${value}`) }))}
          onPick={(paper) => {
            choose({ paper });
          }}
        />
      </div>
      {canZip && (
        <CheckList
          legend={t('exports.where')}
          items={[{ value: 'zip', label: t('exports.zip'), isOn: choices.zip }]}
          onToggle={() => {
            choose({ zip: !choices.zip });
          }}
        />
      )}
    </div>
  );
}
