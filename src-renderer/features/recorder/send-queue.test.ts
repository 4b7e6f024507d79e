import { expect, test, vi } from 'vitest';
import { AppError } from '../../../src-main/rpc/errors.ts';
import { createSendQueue } from './send-queue.ts';

const turn = () => new Promise((resolve) => setTimeout(resolve));

/** The core: has what was sent without a hole, answers when it is told to, and may be out of reach. */
function make({ maxFrames = 100, startFrame = 0 } = {}) {
  const core = { bytes: [] as number[], isAway: false, holds: false, running: 0, most: 0 };
  const release: (() => void)[] = [];
  const stuck = vi.fn();
  const append = async (frame: number, data: Uint8Array) => {
    core.running += 1;
    core.most = Math.max(core.most, core.running);
    if (core.holds) await new Promise<void>((resolve) => release.push(resolve));
    core.running -= 1;
    if (core.isAway) throw new AppError('disconnected', '');
    if (frame > core.bytes.length) throw new AppError('conflict', '', { frames: core.bytes.length });
    core.bytes.push(...data.subarray(core.bytes.length - frame));
    return { frames: core.bytes.length };
  };
  const queue = createSendQueue({ frameBytes: 1, maxFrames, append, onStuck: stuck }, startFrame);
  let last = 0;
  /** The next so many frames, each of which says which one it is. */
  const push = (frames: number) => {
    const data = Uint8Array.from({ length: frames }, (_, index) => last + index);
    const isTaken = queue.push(data);
    if (isTaken) last += frames;
    return isTaken;
  };
  const answerAll = async () => {
    core.holds = false;
    while (release.length > 0) {
      for (const go of release.splice(0)) go();
      await turn();
    }
  };
  return { core, queue, push, stuck, answerAll };
}

const upTo = (count: number) => Array.from({ length: count }, (_, index) => index);

test('all of it arrives in order, no more than four chunks at once', async () => {
  const { core, queue, push, answerAll } = make();
  core.holds = true;
  for (let count = 0; count < 9; count += 1) push(5);
  expect(core.running).toBe(4);
  await answerAll();
  await queue.drained();
  expect(core.bytes).toEqual(upTo(45));
  expect(core.most).toBe(4);
});

test('what could not be sent is kept and follows from the frame that the core has', async () => {
  const { core, queue, push, stuck } = make();
  push(10);
  await queue.drained();
  core.isAway = true;
  for (let count = 0; count < 4; count += 1) push(10);
  await turn();
  expect(stuck).toHaveBeenCalledTimes(1);
  expect(stuck.mock.calls[0]?.[0]).toMatchObject({ code: 'disconnected' });
  push(10);
  core.isAway = false;
  // A part of what seemed lost had arrived.
  core.bytes.push(10, 11, 12);
  expect(queue.goOn(13)).toBe(0);
  await queue.drained();
  expect(core.bytes).toEqual(upTo(60));
});

test('an answer from before a loss does not count after it', async () => {
  const { core, queue, push, answerAll } = make();
  core.holds = true;
  push(10);
  push(10);
  expect(queue.goOn(0)).toBe(0);
  await answerAll();
  await queue.drained();
  expect(core.bytes).toEqual(upTo(20));
});

test('when no more can be kept it says so, takes nothing, and what follows leaves no hole', async () => {
  const { core, queue, push } = make({ maxFrames: 30 });
  core.isAway = true;
  expect([push(10), push(10), push(10), push(10), push(1)]).toEqual([true, true, true, false, false]);
  expect(queue.next).toBe(30);
  await turn();
  core.isAway = false;
  queue.goOn(0);
  await queue.drained();
  expect(push(10)).toBe(true);
  await queue.drained();
  expect(core.bytes).toEqual(upTo(40));
});

test('where the core has lost what it had, the rest moves up to it and the loss is told', async () => {
  const { core, queue, push } = make();
  push(10);
  await queue.drained();
  core.isAway = true;
  push(10);
  await turn();
  core.isAway = false;
  core.bytes.length = 4;
  expect(queue.goOn(4)).toBe(6);
  await queue.drained();
  expect(core.bytes).toEqual([0, 1, 2, 3, ...upTo(20).slice(10)]);
  expect(queue.next).toBe(14);
});

test('it can begin behind what another window recorded', async () => {
  const { core, queue, push } = make({ startFrame: 20 });
  core.bytes.push(...new Array<number>(20).fill(255));
  push(3);
  await queue.drained();
  expect(core.bytes.slice(20)).toEqual([0, 1, 2]);
});
