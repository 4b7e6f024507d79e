import type { Speaker } from '../../../contract/speaker.ts';

const tracks = { microphone: 'Me', system: 'Others' };

/** What to call speakers in a file: by their names, and those without one as the window does. */
export const namesOf = (speakers: readonly Speaker[]): Map<string, string> =>
  new Map(
    speakers.map(({ id, name, number, track }) => {
      return [id, name || (track ? tracks[track] : `Speaker ${String(number ?? '')}`)];
    }),
  );
