import { createStore } from 'zustand';
import { sameName } from '../../../src-main/contract/common.ts';
import type { Changed } from '../../../src-main/contract/edits.ts';
import type { Speaker } from '../../../src-main/contract/speaker.ts';
import { wrapError } from '../../../src-main/rpc/errors.ts';
import type { Api } from '../../api.ts';
import type { Toasts } from '../toasts/store.ts';

interface SpeakersState {
  meetingId: string | null;
  speakers: readonly Speaker[];
}

/** Who speaks in the open meeting. `apply` takes what a change brought to all who show it. */
export function createSpeakers(api: Api, toasts: Toasts, apply: (changed: Changed) => void) {
  const store = createStore<SpeakersState>(() => ({ meetingId: null, speakers: [] }));

  async function read(meetingId: string): Promise<void> {
    try {
      const { speakers } = await api.speakers.list({ meetingId });
      if (store.getState().meetingId === meetingId) store.setState({ speakers });
    } catch (error) {
      const { code } = wrapError(error);
      // A meeting that is gone says so itself, and after a loss all is read again.
      if (code !== 'not_found' && code !== 'disconnected') toasts.failed(error, 'speakers');
    }
  }
  api.edits.changed(({ meetingId, speakers }) => {
    if (meetingId === store.getState().meetingId) store.setState({ speakers });
  });
  api.transcripts.extended(({ speakers }) => {
    if (speakers[0]?.meetingId === store.getState().meetingId) store.setState({ speakers });
  });

  const change = (run: () => Promise<Changed>) =>
    toasts.attempt('speakers', async () => {
      apply(await run());
    });
  return {
    store,
    open(meetingId: string | null): void {
      if (meetingId === store.getState().meetingId) return;
      store.setState({ meetingId, speakers: [] });
      if (meetingId !== null) void read(meetingId);
    },
    async reload(): Promise<void> {
      const { meetingId } = store.getState();
      if (meetingId !== null) await read(meetingId);
    },
    /** Somebody who was not heard, to be named. */
    add: (meetingId: string) => change(() => api.speakers.add({ meetingId })),
    /** These words are somebody's who may be new here, or here by that name already. */
    say: (meetingId: string, name: string, segmentIds: readonly string[]) =>
      change(async () => {
        const { speakers } = store.getState();
        const known = speakers.find((speaker) => name !== '' && sameName(speaker.name) === sameName(name));
        return known
          ? api.edits.assign({ ids: [...segmentIds], speakerId: known.id })
          : api.speakers.add({ meetingId, ...(name !== '' && { name }), segmentIds: [...segmentIds] });
      }),
    async rename(id: string, name: string): Promise<void> {
      apply(await api.speakers.rename({ id, name }));
    },
    async recolour(id: string, colour: number): Promise<void> {
      const { meetingId, speakers } = store.getState();
      // Seen at once: one tries several.
      store.setState({
        speakers: speakers.map((speaker) => (speaker.id === id ? { ...speaker, colour } : speaker)),
      });
      const isDone = await change(() => api.speakers.recolour({ id, colour }));
      if (!isDone && meetingId !== null) await read(meetingId);
    },
    merge: (ids: readonly string[], into: string) =>
      change(() => api.speakers.merge({ ids: [...ids], into })),
    remove: (id: string) =>
      toasts.attempt(
        'speakers',
        async () => {
          apply(await api.speakers.remove({ id }));
        },
        { conflict: 'speakers.stillSpeaks' },
      ),
    namesLike: async (prefix: string) => (await api.people.list({ prefix, limit: 8 })).people,
  };
}
