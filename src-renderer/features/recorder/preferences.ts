/** What to record. */
export const choices = ['microphone', 'system', 'both'] as const;
export type Choice = (typeof choices)[number];

export interface Preferences {
  choice: Choice;
  /** null: the one that the system prefers. Devices have other names in every browser, so this stays with the window. */
  microphone: string | null;
  /** Takes noise and echo away; off, since it takes some of the voices with it. */
  cleanUp: boolean;
}

const KEY = 'meetmemo.recorder';
const usual: Preferences = { choice: 'microphone', microphone: null, cleanUp: false };

export function readPreferences(stored: string | null = localStorage.getItem(KEY)): Preferences {
  try {
    const { choice, microphone, cleanUp } = JSON.parse(stored ?? '{}') as Partial<Preferences>;
    return {
      choice: choices.find((known) => known === choice) ?? usual.choice,
      microphone: typeof microphone === 'string' ? microphone : null,
      cleanUp: cleanUp === true,
    };
  } catch {
    return usual;
  }
}

export function writePreferences(preferences: Preferences): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(preferences));
  } catch {
    // Full or forbidden: then they last as long as the window.
  }
}
