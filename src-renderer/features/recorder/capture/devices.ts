/** Why there is no sound to record. */
export type CaptureProblem = 'denied' | 'none' | 'busy' | 'failed' | 'systemDenied' | 'systemNone';

export interface Microphone {
  id: string;
  label: string;
}

/** The pseudo-devices double the others: what the system prefers has an entry of its own. */
export async function listMicrophones(): Promise<Microphone[]> {
  const all = await navigator.mediaDevices.enumerateDevices();
  return all
    .filter(({ kind, deviceId }) => kind === 'audioinput' && !/^(default|communications|)$/.test(deviceId))
    .map(({ deviceId, label }) => ({ id: deviceId, label }));
}

class CaptureError extends Error {
  readonly problem: CaptureProblem;
  constructor(problem: CaptureProblem, cause?: unknown) {
    super(problem, { cause });
    this.problem = problem;
  }
}

export const problemOf = (error: unknown): CaptureProblem =>
  error instanceof CaptureError ? error.problem : 'failed';

const nameOf = (error: unknown) => (error instanceof Error ? error.name : '');

const microphoneProblems: Record<string, CaptureProblem> = {
  NotAllowedError: 'denied',
  SecurityError: 'denied',
  NotFoundError: 'none',
  OverconstrainedError: 'none',
  NotReadableError: 'busy',
  AbortError: 'busy',
};

const askForMicrophone = (id: string | null, cleanUp: boolean) =>
  navigator.mediaDevices.getUserMedia({
    audio: {
      ...(id !== null && { deviceId: { exact: id } }),
      echoCancellation: cleanUp,
      noiseSuppression: cleanUp,
      autoGainControl: cleanUp,
    },
  });

/** The given microphone, or the system's where that one is not there any more. */
export async function openMicrophone(id: string | null, cleanUp: boolean): Promise<MediaStream> {
  try {
    return await askForMicrophone(id, cleanUp).catch((error: unknown) => {
      if (id !== null && microphoneProblems[nameOf(error)] === 'none') return askForMicrophone(null, cleanUp);
      throw error;
    });
  } catch (error) {
    throw new CaptureError(microphoneProblems[nameOf(error)] ?? 'failed', error);
  }
}

/** The app asks for sound alone. Browsers give sound with a picture only, which is let go at once. */
export async function openSystemSound(isApp: boolean): Promise<MediaStream> {
  const plain = { echoCancellation: false, noiseSuppression: false, autoGainControl: false };
  const options = { audio: plain, video: !isApp, systemAudio: 'include', selfBrowserSurface: 'exclude' };
  let stream: MediaStream;
  try {
    stream = await navigator.mediaDevices.getDisplayMedia(options);
  } catch (error) {
    throw new CaptureError(nameOf(error) === 'NotAllowedError' ? 'systemDenied' : 'systemNone', error);
  }
  for (const picture of stream.getVideoTracks()) picture.stop();
  if (stream.getAudioTracks().length === 0) throw new CaptureError('systemNone');
  return new MediaStream(stream.getAudioTracks());
}
