import type { TextKey } from '../../i18n/en.ts';
import { wrapError, type ErrorCode } from '../../../src-main/rpc/errors.ts';
import type { Toasts } from './store.ts';

/** Codes that mean something of their own here. */
export type OwnTexts = Partial<Record<ErrorCode, TextKey>>;

/** Does something and says it where it fails. Whether it was done. */
export const createAttempt =
  (toasts: Toasts) =>
  async (about: string, work: () => Promise<unknown>, own: OwnTexts = {}): Promise<boolean> => {
    try {
      await work();
      toasts.succeeded(about);
      return true;
    } catch (error) {
      const key = own[wrapError(error).code];
      toasts.failed(error, about, key && { key, values: {} });
      return false;
    }
  };
