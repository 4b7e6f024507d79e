import { createReadStream } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import type { MediaAnswer } from '../../core/media-range.ts';

/** Sends as fast as the other side takes it, and no further ahead than a few pieces. */
export function sendMedia(
  response: ServerResponse,
  { status, headers, part }: MediaAnswer,
  isHead: boolean,
  patienceMs: number,
): void {
  response.writeHead(status, headers);
  if (!part || isHead) {
    response.end();
    return;
  }
  const { path, start, end } = part;
  const file = createReadStream(path, { start, end });
  response.setTimeout(patienceMs, () => response.destroy());
  const finish = () => {
    // Less than was promised, as of a file that was cut short: what comes next must not be taken for the rest.
    if (file.bytesRead <= end - start) response.destroy();
    else response.end();
  };
  // A player that goes on elsewhere closes the connection, and the file with it.
  pipeline(file, response, { end: false }).then(finish, () => response.destroy());
}
