/** The last event of a stream. */
export const DONE = '[DONE]';

function isWhole(data: string): boolean {
  if (data === DONE) return true;
  try {
    JSON.parse(data);
    return true;
  } catch {
    return false;
  }
}

/** What the events of a stream say: in time where a line is all of it, else with the empty line that ends it. */
export async function* eventsOf(lines: AsyncIterable<string>): AsyncGenerator<string> {
  const begun: string[] = [];
  for await (const line of lines) {
    const data = /^data: ?(.*)$/s.exec(line)?.[1];
    if (data === undefined) {
      if (line === '' && begun.length > 0) yield begun.splice(0).join('\n');
    } else if (begun.length === 0 && isWhole(data)) yield data;
    else begun.push(data);
  }
  if (begun.length > 0) yield begun.join('\n');
}
