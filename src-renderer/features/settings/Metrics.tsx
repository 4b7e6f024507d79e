import type { CounterName } from '../../../src-main/contract/diagnostics.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import { counterTexts } from './counter-texts.ts';

interface Measured {
  counters: { name: CounterName; value: number }[];
  timings: { name: string; count: number; errors: number; p50: number; p95: number; max: number }[];
}

export function Metrics({ measured: { counters, timings } }: { measured: Measured }) {
  const { t, format } = useLocale();
  const heads = ['name', 'calls', 'errors', 'median', 'p95', 'slowest'] as const;
  return (
    <>
      {counters.length > 0 && (
        <>
          <h3>{t('diagnostics.counters')}</h3>
          <dl className="facts selectable">
            {counters.map(({ name, value }) => (
              <div key={name}>
                <dt>{t(counterTexts[name])}</dt>
                <dd className="tabular">{format.number(value)}</dd>
              </div>
            ))}
          </dl>
        </>
      )}
      {timings.length > 0 && (
        <>
          <h3 id="timings">{t('diagnostics.timings')}</h3>
          <table className="timings tabular selectable" aria-labelledby="timings">
            <thead>
              <tr>
                {heads.map((head) => (
                  <th key={head} scope="col">
                    {t(`diagnostics.${head}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {timings.map(({ name, ...numbers }) => (
                <tr key={name}>
                  <th scope="row" lang="en">
                    {name}
                  </th>
                  {[numbers.count, numbers.errors, numbers.p50, numbers.p95, numbers.max].map(
                    (value, index) => (
                      <td key={heads[index + 1]}>{format.number(value)}</td>
                    ),
                  )}
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
    </>
  );
}
