import type { Api } from '../../contract/index.ts';

export interface PowerSaveBlockerLike {
  start(type: 'prevent-app-suspension'): number;
  stop(id: number): unknown;
}

/** Keeps the machine from falling asleep for want of a hand while sound is recorded; the screen may go dark. */
export function stayAwakeWhileRecording({ recorder }: Api, blocker: PowerSaveBlockerLike) {
  let isUnderWay = false;
  let blocking: number | undefined;
  recorder.changed(({ state }) => {
    isUnderWay = true;
    if (state === 'recording') blocking ??= blocker.start('prevent-app-suspension');
    else rest();
  });
  recorder.ended(() => {
    isUnderWay = false;
    rest();
  });
  function rest(): void {
    if (blocking !== undefined) blocker.stop(blocking);
    blocking = undefined;
  }
  return { isRecording: () => isUnderWay };
}
