import { useEffect, useMemo, useRef } from 'react';
import type { Segment } from '../../../src-main/contract/transcripts.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import { useSize, useThemeCount } from '../player/use-drawing.ts';
import { useTranscript } from '../transcript/use-transcript.ts';
import { useSpeakerName, useSpeakers } from './use-speakers.ts';
import { useTalk } from './use-talk.ts';
import './speakers.css';

/** Who speaks when, beneath the waveform, in their colours. */
export function TalkLine({ meetingId, durationMs }: { meetingId: string; durationMs: number }) {
  const segments = useTranscript((state) => (state.meetingId === meetingId ? state.segments : null));
  const hasSpeakers = useSpeakers().length > 0;
  return segments && hasSpeakers ? <Line segments={segments} durationMs={durationMs} /> : null;
}

function Line({ segments, durationMs }: { segments: readonly Segment[]; durationMs: number }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const speakers = useSpeakers();
  const talk = useTalk();
  const nameOf = useSpeakerName();
  const { width, height, ratio } = useSize(canvas);
  const theme = useThemeCount();
  const { t, format } = useLocale();
  const places = useMemo(() => new Map(speakers.map(({ id, colour }) => [id, colour + 1])), [speakers]);

  useEffect(() => {
    const { current } = canvas;
    const context = current?.getContext('2d');
    if (!current || !context) return;
    current.width = Math.round(width * ratio);
    current.height = Math.round(height * ratio);
    const style = getComputedStyle(current);
    const pen = document.createElement('span');
    current.after(pen);
    const colours = new Map(
      [...new Set(places.values())].map((place) => {
        pen.style.color = style.getPropertyValue(`--speaker-${String(place)}`);
        return [place, getComputedStyle(pen).color] as const;
      }),
    );
    pen.remove();
    for (const { speakerId, startMs, endMs } of segments) {
      const colour = colours.get(places.get(speakerId ?? '') ?? 0);
      if (colour === undefined) continue;
      context.fillStyle = colour;
      const left = (startMs / durationMs) * current.width;
      context.fillRect(
        left,
        0,
        Math.max(ratio, ((endMs - startMs) / durationMs) * current.width),
        current.height,
      );
    }
  }, [segments, places, durationMs, width, height, ratio, theme]);

  const shares = speakers.map(
    (speaker) => `${nameOf(speaker)} ${format.percent(talk.get(speaker.id)?.share ?? 0)}`,
  );
  return (
    <canvas
      ref={canvas}
      className="talk-line"
      role="img"
      aria-label={t('speakers.timeline', { list: shares.join(', ') })}
    />
  );
}
