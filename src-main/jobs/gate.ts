import type { Queue } from '../contract/jobs.ts';
import type { Settings } from '../contract/settings.ts';

/** What the host knows of the machine. */
export interface Power {
  /** Also where that can't be told, or where there is no battery. */
  onMains(): boolean;
  /** How long nobody has touched the machine; null where that can't be told. */
  idleSeconds(): number | null;
}

const IDLE_SECONDS = 120;

/** Whether anything may begin now. */
export function lookAtGate(settings: Settings, power: Power): Queue {
  const idle = power.idleSeconds();
  const canTellIdle = idle !== null;
  const waitsFor = () => {
    if (settings.queuePaused) return 'resume';
    if (settings.onlyOnMains && !power.onMains()) return 'mains';
    return settings.onlyWhenIdle && canTellIdle && idle < IDLE_SECONDS ? 'idle' : null;
  };
  return { isPaused: settings.queuePaused, waitsFor: waitsFor(), canTellIdle };
}
