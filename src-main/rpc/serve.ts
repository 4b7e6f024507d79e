import * as v from 'valibot';
import type { CallContext, Contract, ContractHandlers, MethodDefinition } from './define.ts';
import { AppError, wrapError } from './errors.ts';
import type { EventBus } from './events.ts';
import { clientMessage, type ClientMessage, type ServerMessage } from './messages.ts';
import type { Port } from './port.ts';

export interface CallReport {
  method: string;
  ms: number;
  error: AppError | undefined;
}

export interface ServeOptions {
  /** Runs a call inside something: a trace for the log, a counter. */
  around?: <T>(context: CallContext, run: () => Promise<T>) => Promise<T>;
  onCall?: (report: CallReport) => void;
  /** Throws when the method must not run now (a flag that is off, a limit that is reached). */
  admit?: (name: string, definition: MethodDefinition | undefined) => void;
  /** Tests check each result against the contract. */
  checkOutput?: boolean;
}

type Handler = (input: unknown, context: CallContext) => unknown;
export interface Route {
  definition: MethodDefinition;
  handler: Handler;
}

const MAX_RUNNING = 1000;

/** All methods by their full name. A map, so that names such as `__proto__` find nothing. */
export function routes<C extends Contract>(contract: C, handlers: ContractHandlers<C>): Map<string, Route> {
  const found = new Map<string, Route>();
  for (const [area, members] of Object.entries(contract)) {
    for (const [name, definition] of Object.entries(members)) {
      if (definition.kind !== 'method') continue;
      const own = handlers[area] as Record<string, Handler>;
      const handler = own[name];
      if (!handler) throw new Error(`No handler for ${area}.${name}`);
      found.set(`${area}.${name}`, { definition, handler });
    }
  }
  return found;
}

function eventNames(contract: Contract): Set<string> {
  return new Set(
    Object.entries(contract).flatMap(([area, members]) =>
      Object.entries(members).flatMap(([name, { kind }]) => (kind === 'event' ? [`${area}.${name}`] : [])),
    ),
  );
}

const limits: Record<string, string> = {
  min_length: 'is blank or too short: at least',
  max_length: 'is too long: at most',
  min_value: 'is too small: at least',
  max_value: 'is too large: at most',
};

/** What was expected. Never what was received: messages end up on screens and in bug reports. */
function problemOf(issue: v.BaseIssue<unknown>): string {
  if (issue.expected === 'never') return 'is not a field of this method';
  if (issue.received === 'undefined') return 'is missing';
  if (issue.type === 'safe_integer') return 'expected a whole number';
  const limit = limits[issue.type];
  if (limit && 'requirement' in issue) return `${limit} ${String(issue.requirement)}`;
  // These say in words of their own what valibot could only show as a pattern.
  if (issue.type === 'custom' || issue.type === 'regex') return issue.message;
  return issue.expected === null ? issue.message : `expected ${issue.expected.slice(0, 150)}`;
}

function parseInput(definition: MethodDefinition, input: unknown): unknown {
  const parsed = v.safeParse(definition.input, input === undefined ? {} : input, { abortEarly: true });
  if (parsed.success) return parsed.output;
  const [issue] = parsed.issues;
  const path = (v.getDotPath(issue) ?? '').slice(0, 100);
  const problem = problemOf(issue);
  const where = path === '' ? '' : `“${path}” `;
  throw new AppError('invalid_input', `The input is not valid: ${where}${problem}.`, { path, problem });
}

/** Answers one connection's calls and sends it the events it listens to. Returns a function that ends it. */
export function serve<C extends Contract>(
  contract: C,
  all: Map<string, Route>,
  bus: EventBus<C>,
  port: Port,
  options: ServeOptions = {},
): () => void {
  const events = eventNames(contract);
  const running = new Map<number, AbortController>();
  const heard = new Set<string>();
  const send = (message: ServerMessage) => {
    port.send(message);
  };

  async function run(message: ClientMessage & { t: 'call' }, signal: AbortSignal): Promise<unknown> {
    const route = all.get(message.method);
    options.admit?.(message.method, route?.definition);
    if (!route) throw new AppError('unknown_method', 'There is no such method.');
    const input = parseInput(route.definition, message.input);
    const value = await route.handler(input, { signal, trace: message.trace });
    return options.checkOutput ? v.parse(route.definition.output, value) : value;
  }

  async function answer(message: ClientMessage & { t: 'call' }): Promise<void> {
    const { id, trace } = message;
    if (running.has(id)) {
      // Two calls of one id can't be answered apart: this is no client of ours.
      port.close();
      return;
    }
    if (running.size >= MAX_RUNNING) {
      const error = new AppError('rate_limited', 'Too many calls are running at once.');
      send({ t: 'error', id, error: error.toShape() });
      return;
    }
    const controller = new AbortController();
    running.set(id, controller);
    const context: CallContext = { signal: controller.signal, trace };
    const started = performance.now();
    const inside = options.around ?? ((_context, body) => body());
    let error: AppError | undefined;
    // What was cancelled is answered too: the other side may wait for its end.
    const reply = (own: ServerMessage) => {
      if (running.has(id)) send(own);
    };
    await inside(context, async () => {
      try {
        const value = await run(message, controller.signal);
        reply(controller.signal.aborted ? { t: 'result', id } : { t: 'result', id, value });
      } catch (thrown) {
        error = wrapError(thrown);
        reply({ t: 'error', id, error: error.toShape() });
      }
      running.delete(id);
      options.onCall?.({ method: message.method, ms: performance.now() - started, error });
    });
  }

  const stopHearing = bus.onAny(({ name, payload }) => {
    if (heard.has(name)) send({ t: 'event', event: name, payload });
  });

  const stopMessages = port.onMessage((raw) => {
    const parsed = v.safeParse(clientMessage, raw);
    if (!parsed.success) {
      port.close();
      return;
    }
    const message = parsed.output;
    switch (message.t) {
      case 'call':
        void answer(message);
        break;
      case 'cancel':
        running.get(message.id)?.abort();
        break;
      case 'listen':
        if (events.has(message.event)) heard.add(message.event);
        break;
      case 'unlisten':
        heard.delete(message.event);
        break;
    }
  });

  const end = () => {
    stopHearing();
    stopMessages();
    for (const controller of running.values()) controller.abort();
    running.clear();
  };
  const stopClose = port.onClose(() => {
    end();
  });
  return () => {
    stopClose();
    end();
    port.close();
  };
}
