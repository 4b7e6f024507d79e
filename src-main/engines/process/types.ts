import type { Client } from '../../rpc/define.ts';
import type { EngineContract } from './contract.ts';

export type { Inspection, SoundTrack } from './contract.ts';

export interface Engine {
  /** Runs a call in the child, starting one if none runs. A child that dies under it is `engine_crashed`. */
  use<T>(call: (api: Client<EngineContract>) => Promise<T>): Promise<T>;
  /** Ends the child, and with it whatever it is doing; the next call starts another. */
  restart(): void;
  /** Ends the child where nothing is asked of it, and frees the memory that it holds. */
  rest(): void;
  stop(): void;
}
