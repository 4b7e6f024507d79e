import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { integrityOf } from '../support/library-file.ts';
import { openTestQueue } from '../support/job-queue.ts';
import { smallDisk, whyNoSmallDisk } from '../support/small-disk.ts';
import { until } from '../support/until.ts';

describe.skipIf(whyNoSmallDisk() !== undefined)('a disk that fills while a job runs', () => {
  test('no step is half written, and once there is room it goes on by itself', async () => {
    const disk = smallDisk(8);
    const home = join(disk.folder, 'library');
    const queue = openTestQueue({
      home,
      async run(job) {
        const from = (job.position as number | null) ?? 0;
        for (let step = from; step < 20; step += 1) {
          await new Promise((resolve) => setTimeout(resolve, 5));
          if (step === 5 && job.failures === 0) disk.fill();
          job.commit({ position: step + 1, doneMs: (step + 1) * 1000, totalMs: 20_000 }, (db) => {
            db.run('INSERT INTO written VALUES (?, ?)', job.id, step);
            db.run('UPDATE meetings SET notes = ?', 'x'.repeat(100_000 + step));
          });
        }
      },
    });
    const id = queue.add();
    await until('its disk is full', () => queue.said.includes('the end of a job was not saved'));
    // Reading still works, and what is there is whole.
    expect(await queue.api.get({ id })).toMatchObject({ doneMs: queue.steps(id) * 1000 });
    disk.makeRoom();
    const done = await queue.reached(id, 'done', 'failed');
    expect(done).toMatchObject({ state: 'done', doneMs: 20_000 });
    expect(done.attempts).toBeGreaterThan(1);
    expect(queue.steps(id)).toBe(20);
    await queue.close();
    expect(integrityOf(home)).toBe('ok');
  });

  test('a job that can not even begin waits for room', async () => {
    const disk = smallDisk(8);
    const queue = openTestQueue({ home: join(disk.folder, 'library'), stored: { queuePaused: true } });
    const id = queue.add();
    disk.fill();
    await queue.api.resume();
    expect((await queue.api.get({ id })).state).toBe('queued');
    disk.makeRoom();
    await queue.reached(id, 'done');
  });

  /** A job in the midst of its work, on a disk without room for one more step. */
  async function atWorkOnFullDisk() {
    const disk = smallDisk(8);
    const home = join(disk.folder, 'library');
    let isFull = false;
    let isStopped = false;
    const queue = openTestQueue({
      home,
      async run(job) {
        disk.fill();
        for (let step = 1; !isFull; step += 1) {
          try {
            job.commit({ position: step, doneMs: step, totalMs: null }, (db) => {
              db.run('UPDATE meetings SET notes = ?', 'x'.repeat(100_000 + step));
            });
          } catch {
            isFull = true;
          }
        }
        await new Promise((resolve) => {
          job.signal.addEventListener('abort', resolve);
        });
        isStopped = true;
        job.signal.throwIfAborted();
      },
    });
    const id = queue.add();
    await until('its disk is full', () => isFull);
    return { disk, home, queue, id, isStopped: () => isStopped };
  }

  test('what runs can be cancelled', async () => {
    const { queue, id, isStopped } = await atWorkOnFullDisk();
    const { jobs } = await queue.api.cancel({ ids: [id] });
    expect(jobs).toMatchObject([{ state: 'cancelled' }]);
    expect(isStopped()).toBe(true);
  });

  test('where not even that can be written, the work ends all the same, and is cancelled once there is room', async () => {
    const { disk, home, queue, id, isStopped } = await atWorkOnFullDisk();
    rmSync(join(home, 'library.reserve'));
    disk.fill();
    await expect(queue.api.cancel({ ids: [id] })).rejects.toMatchObject({ code: 'disk_full' });
    await until('the work has ended', isStopped);
    expect((await queue.api.get({ id })).state).toBe('running');
    disk.makeRoom();
    await queue.reached(id, 'cancelled');
  });
});
