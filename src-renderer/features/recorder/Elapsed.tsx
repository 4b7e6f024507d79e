import { useEffect, useState } from 'react';
import { useStores } from '../../app/context.ts';
import { clock } from '../player/clock.ts';

const LOOK_MS = 200;

/** How long the recording is by now. */
export function Elapsed() {
  const { recorder } = useStores();
  const [ms, setMs] = useState(recorder.elapsedMs);
  useEffect(() => {
    const timer = setInterval(() => {
      setMs(recorder.elapsedMs());
    }, LOOK_MS);
    return () => {
      clearInterval(timer);
    };
  }, [recorder]);
  return <time className="recording-time tabular">{clock(ms)}</time>;
}
