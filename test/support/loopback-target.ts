import { onTestFinished } from 'vitest';
import type { Connection } from '../../src-main/rpc/connect.ts';
import type { MeetMemo } from '../../src-main/contract/index.ts';
import type { Asset } from '../../src-main/core/web-assets.ts';
import { startLoopback } from '../../src-main/hosts/loopback/server.ts';
import { connectSocket, enter } from './loopback-client.ts';
import { openTestCore } from './open-test-core.ts';
import { tempHome } from './temp-home.ts';

const asset = (text: string, type: string): Asset => ({ body: new TextEncoder().encode(text), type });
const assets = new Map([
  ['/', asset('<!doctype html><title>MeetMemo</title>', 'text/html; charset=utf-8')],
  ['/assets/app.js', asset('export {};', 'text/javascript; charset=utf-8')],
]);

/** A loopback host to attack, with one honest client beside. */
export async function openTarget(mediaPatienceMs?: number) {
  const home = tempHome();
  const core = openTestCore(home);
  const server = await startLoopback(core, assets, 0, mediaPatienceMs);
  onTestFinished(() => server.close());
  const link = server.newLink();
  const { origin, host } = new URL(link);
  const session = await enter(link);
  const honest: Connection<MeetMemo> = connectSocket(origin, session);
  onTestFinished(() => {
    honest.close();
  });
  await honest.api.diagnostics.health();
  return {
    home,
    core,
    server,
    port: server.port,
    origin,
    host,
    session,
    ...session,
    usedLink: link,
    api: honest.api,
  };
}

export type Target = Awaited<ReturnType<typeof openTarget>>;
