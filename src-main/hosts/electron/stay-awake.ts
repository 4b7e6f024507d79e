import type { Api } from '../../contract/index.ts';

export interface PowerSaveBlockerLike {
  start(type: 'prevent-app-suspension'): number;
  stop(id: number): unknown;
}

/** Keeps the machine from falling asleep for want of a hand while a recording runs; the screen may go dark. */
export function stayAwakeWhileRecording({ recorder }: Api, blocker: PowerSaveBlockerLike) {
  const running = new Set<string>();
  let blocking: number | undefined;
  const update = () => {
    if (running.size > 0) blocking ??= blocker.start('prevent-app-suspension');
    else if (blocking !== undefined) {
      blocker.stop(blocking);
      blocking = undefined;
    }
  };
  recorder.changed(({ meetingId }) => {
    running.add(meetingId);
    update();
  });
  recorder.ended(({ meetingId }) => {
    running.delete(meetingId);
    update();
  });
  return { isRecording: () => running.size > 0 };
}
