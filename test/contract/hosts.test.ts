import { describe } from 'vitest';
import { connectThroughFakeElectron } from '../support/fake-electron.ts';
import { serveOverLoopback } from '../support/loopback-client.ts';
import { contractSuite, type Host } from './suite.ts';

const hosts: Record<string, Host> = {
  'in process': {
    connect(core) {
      const connection = core.connect();
      return Promise.resolve({
        connection,
        close() {
          connection.close();
        },
      });
    },
  },
  'WebSocket on the loopback host': {
    async connect(core) {
      const { connections, close } = await serveOverLoopback(core);
      const [connection] = connections;
      if (!connection) throw new Error('No connection');
      return { connection, close };
    },
  },
  'Electron, through a fake': { connect: connectThroughFakeElectron },
};

describe.each(Object.entries(hosts))('over %s', (_name, host) => {
  contractSuite(host);
});
