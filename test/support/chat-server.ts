import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';

export type ChatAnswer = (response: ServerResponse) => unknown;

interface Question {
  path: string | undefined;
  key: string | undefined;
  body: Record<string, unknown>;
}

/** A server that is asked as OpenAI's are, and answers as it is told. */
export async function chatServer(answer: ChatAnswer): Promise<{ host: string; asked: Question[] }> {
  const asked: Question[] = [];
  const server = createServer((request, response) => {
    response.on('error', () => undefined);
    void text(request).then((body) => {
      const { authorization: key } = request.headers;
      asked.push({ path: request.url, key, body: JSON.parse(body) as Record<string, unknown> });
      return answer(response);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { host: `127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}

/** One event of an answer that comes as a stream. */
export const chatEvent = (content: string, more = {}) =>
  `data: ${JSON.stringify({ choices: [{ delta: { content }, ...more }] })}\n\n`;

export const streams = (response: ServerResponse) =>
  response.writeHead(200, { 'content-type': 'text/event-stream' });
