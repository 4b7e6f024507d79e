import { useCallback } from 'react';
import { useStores } from '../../app/context.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import { Button } from '../../ui/Button.tsx';
import { Metrics } from './Metrics.tsx';
import { sayPart } from './say-part.ts';
import { useReading } from './use-reading.ts';

const partTexts = {
  library: 'diagnostics.partLibrary',
  disk: 'diagnostics.partDisk',
  engine: 'diagnostics.partEngine',
} as const;

export function DiagnosticsPanel() {
  const { api } = useStores();
  const locale = useLocale();
  const { t, format } = locale;
  const read = useCallback(
    async (signal: AbortSignal) => {
      const { readiness, versions, disk, metrics } = api.diagnostics;
      const options = { signal };
      const [parts, version, space, measured] = await Promise.all([
        readiness({}, options),
        versions({}, options),
        disk({}, options),
        metrics({}, options),
      ]);
      return { parts: parts.parts, version, space, measured };
    },
    [api],
  );
  const { value, again } = useReading(read);
  if (!value) return null;
  const { parts, version, space, measured } = value;
  const facts: [string, string][] = [
    [t('diagnostics.app'), version.app],
    [t('diagnostics.host'), version.host],
    [t('diagnostics.node'), version.node],
    ...(version.electron === null ? [] : [[t('diagnostics.electron'), version.electron] as [string, string]]),
    [t('diagnostics.sqlite'), version.sqlite],
    [t('diagnostics.schema'), format.number(version.schema)],
    [t('diagnostics.system'), `${version.platform} ${version.arch}`],
  ];
  const free = { free: format.bytes(space.freeBytes), total: format.bytes(space.totalBytes) };
  return (
    <>
      <h3>{t('diagnostics.parts')}</h3>
      <ul className="parts">
        {parts.map((part) => (
          <li key={part.part} data-ready={part.ready || undefined}>
            <span>{t(partTexts[part.part])}</span>
            <span>{t(part.ready ? 'diagnostics.ready' : 'diagnostics.notReady')}</span>
            <span className="parts-message">{sayPart(locale, part)}</span>
          </li>
        ))}
      </ul>
      <h3>{t('diagnostics.versions')}</h3>
      <Facts facts={facts} />
      <h3>{t('diagnostics.disk')}</h3>
      <Facts
        facts={[
          [t('diagnostics.free'), t('diagnostics.ofTotal', free)],
          [t('diagnostics.librarySize'), format.bytes(space.libraryBytes)],
          [t('diagnostics.logSize'), format.bytes(space.logBytes)],
          [t('diagnostics.memory'), format.bytes(measured.memoryBytes)],
        ]}
      />
      <Metrics measured={measured} />
      <Button onClick={again}>{t('diagnostics.refresh')}</Button>
    </>
  );
}

function Facts({ facts }: { facts: [string, string][] }) {
  return (
    <dl className="facts selectable">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd className="tabular">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
