import type { CounterName } from '../../../src-main/contract/diagnostics.ts';
import type { TextKey } from '../../i18n/en.ts';

export const counterTexts = {
  'engine crashes': 'counter.engineCrashes',
  'foreign messages refused': 'counter.foreignMessages',
  'log entries dropped': 'counter.logDropped',
  'loopback refused: host': 'counter.refusedHost',
  'loopback refused: origin': 'counter.refusedOrigin',
  'loopback refused: session': 'counter.refusedSession',
  'loopback refused: site': 'counter.refusedSite',
  'loopback refused: token': 'counter.refusedToken',
  'loopback socket errors': 'counter.socketErrors',
  'network requests refused': 'counter.networkRequests',
} as const satisfies Record<CounterName, TextKey>;
