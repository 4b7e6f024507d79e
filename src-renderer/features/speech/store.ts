import { createStore } from 'zustand';
import type { Caption, CaptionTrouble, Speech } from '../../../src-main/contract/speech.ts';
import type { Api } from '../../api.ts';
import type { Toasts } from '../toasts/store.ts';
import { mergeCaptions } from './merge-captions.ts';

interface SpeechState {
  /** What there is and what is in use; null: nobody has asked yet. */
  speech: Speech | null;
  isTrying: boolean;
  /** Of the recording under way. */
  captions: { meetingId: string; lines: readonly Caption[]; trouble: CaptionTrouble | null } | null;
}

export function createSpeech(api: Api, toasts: Toasts) {
  const store = createStore<SpeechState>(() => ({ speech: null, isTrying: false, captions: null }));
  const { attempt } = toasts;

  const asking = (ask: () => Promise<Speech>) =>
    attempt('speech', async () => {
      store.setState({ isTrying: true });
      try {
        store.setState({ speech: await ask() });
      } finally {
        store.setState({ isTrying: false });
      }
    });

  api.speech.changed((speech) => {
    store.setState({ speech });
  });
  api.speech.captioned(({ meetingId, captions, trouble }) => {
    const before = store.getState().captions;
    const lines = before?.meetingId === meetingId ? before.lines : [];
    store.setState({ captions: { meetingId, lines: mergeCaptions(lines, captions), trouble } });
  });

  return {
    store,
    /** The first time the devices are tried, which takes a while; so this waits until somebody wants to know. */
    load: () => asking(() => api.speech.devices()),
    tryAgain: () => asking(() => api.speech.tryDevices()),
  };
}
