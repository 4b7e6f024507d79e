import type { Model } from '../../../src-main/contract/models.ts';
import type { Format } from '../../i18n/format.ts';
import { text, type Text } from '../../i18n/translate.ts';
import { problemOf } from '../queue/states.ts';

/** Why a model did not come, and what there is of it all the same. */
export function failureOf({ error, partBytes }: Model, format: Format): Text[] {
  if (!error) return [];
  const arrived = partBytes > 0 ? [text('models.arrived', { size: format.bytes(partBytes) })] : [];
  return [problemOf(error), ...arrived];
}
