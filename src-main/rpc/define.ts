import type * as v from 'valibot';

export type Schema = v.GenericSchema;

export interface MethodDefinition<I extends Schema = Schema, O extends Schema = Schema> {
  readonly kind: 'method';
  readonly input: I;
  readonly output: O;
  /** The feature flag that must be on for this method to run. */
  readonly flag: string | undefined;
}

export interface EventDefinition<P extends Schema = Schema> {
  readonly kind: 'event';
  readonly payload: P;
}

export type Area = Record<string, MethodDefinition | EventDefinition>;
export type Contract = Record<string, Area>;

export function method<I extends Schema, O extends Schema>(
  input: I,
  output: O,
  options: { flag?: string } = {},
): MethodDefinition<I, O> {
  return { kind: 'method', input, output, flag: options.flag };
}

export function event<P extends Schema>(payload: P): EventDefinition<P> {
  return { kind: 'event', payload };
}

export interface CallContext {
  /** Aborts when the caller cancels or goes away. */
  readonly signal: AbortSignal;
  readonly trace: string;
}

type Awaitable<T> = T | Promise<T>;

/** What an area's handlers must look like: one function per method of its contract. */
export type Handlers<A extends Area> = {
  [K in keyof A as A[K] extends MethodDefinition ? K : never]: A[K] extends MethodDefinition<infer I, infer O>
    ? (input: v.InferOutput<I>, context: CallContext) => Awaitable<v.InferInput<O>>
    : never;
};

export type ContractHandlers<C extends Contract> = { [K in keyof C]: Handlers<C[K]> };

export interface CallOptions {
  signal?: AbortSignal;
  trace?: string;
}

export type Unsubscribe = () => void;

/** Input that may be left out whole when nothing in it is required. */
type Call<I extends Schema, O extends Schema> =
  object extends v.InferInput<I>
    ? (input?: v.InferInput<I>, options?: CallOptions) => Promise<v.InferOutput<O>>
    : (input: v.InferInput<I>, options?: CallOptions) => Promise<v.InferOutput<O>>;

/** The typed client: `api.area.method(input)` and `api.area.event(listener)`. */
export type Client<C extends Contract> = {
  [A in keyof C]: {
    [K in keyof C[A]]: C[A][K] extends MethodDefinition<infer I, infer O>
      ? Call<I, O>
      : C[A][K] extends EventDefinition<infer P>
        ? (listener: (payload: v.InferOutput<P>) => void) => Unsubscribe
        : never;
  };
};

type EventKeys<C extends Contract> = {
  [A in keyof C & string]: {
    [K in keyof C[A] & string]: C[A][K] extends EventDefinition ? `${A}.${K}` : never;
  }[keyof C[A] & string];
}[keyof C & string];

export type EventName<C extends Contract> = EventKeys<C>;

export type EventPayload<C extends Contract, N extends EventName<C>> = N extends `${infer A}.${infer K}`
  ? C[A] extends Area
    ? C[A][K] extends EventDefinition<infer P>
      ? v.InferOutput<P>
      : never
    : never
  : never;

/** Sends an event to everyone who listens. Call it after the commit, never before. */
export type Emit<C extends Contract> = <N extends EventName<C>>(name: N, payload: EventPayload<C, N>) => void;
