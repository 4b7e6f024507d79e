import { expect, test } from 'vitest';
import { AppError, type ErrorCode } from '../../../src-main/rpc/errors.ts';
import { text } from '../../i18n/translate.ts';
import { createToasts } from './store.ts';

const fail = (code: ErrorCode) => new AppError(code, code);
const kept = (toasts: ReturnType<typeof createToasts>) =>
  toasts.store.getState().toasts.map((toast) => toast.error?.code ?? toast.text.key);

test('the same error is said once', () => {
  const toasts = createToasts();
  toasts.failed(fail('disk_full'), 'one thing');
  toasts.failed(fail('disk_full'), 'another');
  expect(kept(toasts)).toEqual(['disk_full']);
});

test('the same error of another file is another one, and each goes when its file comes after all', async () => {
  const toasts = createToasts();
  const refuse = (file: string) =>
    toasts.attempt(file, () => Promise.reject(fail('unsupported_format')), {}, file);
  for (const file of ['one.bin', 'two.bin', 'one.bin']) await refuse(file);
  const files = () => toasts.store.getState().toasts.map(({ file }) => file);
  expect(files()).toEqual(['two.bin', 'one.bin']);
  await toasts.attempt('two.bin', () => Promise.resolve(), {}, 'two.bin');
  expect(files()).toEqual(['one.bin']);
});

test('no more than three are shown, the newest', () => {
  const toasts = createToasts();
  for (const code of ['disk_full', 'internal', 'conflict', 'too_large'] as const) toasts.failed(fail(code));
  expect(kept(toasts)).toEqual(['internal', 'conflict', 'too_large']);
  toasts.done(text('done.backedUp'));
  expect(kept(toasts)).toEqual(['conflict', 'too_large', 'done.backedUp']);
});

test('an error goes when the same succeeds, when its reason is gone, and when the person goes on', () => {
  const toasts = createToasts();
  toasts.failed(fail('disk_full'), 'settings');
  toasts.failed(fail('internal'), 'trash');
  toasts.succeeded('settings');
  expect(kept(toasts)).toEqual(['internal']);
  toasts.failed(fail('disconnected'), 'move');
  toasts.isOver('disconnected');
  expect(kept(toasts)).toEqual(['internal']);
  toasts.leave();
  expect(kept(toasts)).toEqual([]);
});

test('rescued words are never crowded out, nor left behind', () => {
  const toasts = createToasts();
  toasts.rescue('one');
  for (const code of ['disk_full', 'internal', 'conflict'] as const) toasts.failed(fail(code));
  toasts.rescue('two');
  toasts.done(text('done.backedUp'));
  toasts.leave();
  expect(kept(toasts)).toEqual(['toasts.rescued', 'done.backedUp']);
  expect(toasts.store.getState().toasts[0]?.words).toBe('one\n\ntwo');
  expect(toasts.hasWords).toBe(true);
});

test('what is said nowhere else stays beside other notices, for each thing that it is about', () => {
  const toasts = createToasts();
  const partly = (about: string) => {
    toasts.keep(text('exports.partly', { done: 1, missing: 1 }), about, null);
  };
  partly('one');
  partly('other');
  partly('one');
  toasts.done(text('done.backedUp'));
  toasts.done(text('toasts.copied'));
  toasts.leave();
  expect(kept(toasts)).toEqual(['exports.partly', 'exports.partly', 'toasts.copied']);
  toasts.succeeded('one');
  expect(kept(toasts)).toEqual(['exports.partly', 'toasts.copied']);
});
