import { useEffect, useMemo, useRef, useState, type PointerEvent } from 'react';
import { useStores } from '../../app/context.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import { Marks } from '../bookmarks/Marks.tsx';
import { FindMarks } from '../find/FindMarks.tsx';
import { TalkLine } from '../speakers/TalkLine.tsx';
import { clock, spokenTime } from './clock.ts';
import { drawWave, shapeWave } from './draw.ts';
import { Hover } from './Hover.tsx';
import { seekKeys } from './seek-keys.ts';
import type { Sound } from './sounds.ts';
import { useSize, useThemeCount } from './use-drawing.ts';
import { usePlayhead } from './use-playhead.ts';
import { usePlayer, usePosition } from './use-player.ts';

interface WaveformProps {
  meetingId: string;
  sound: Sound;
  durationMs: number;
}

const shareAt = ({ clientX, currentTarget }: PointerEvent) => {
  const { left, width } = currentTarget.getBoundingClientRect();
  return Math.min(1, Math.max(0, (clientX - left) / width));
};

/** The sound as a picture, and the place in it. Time runs from left to right in every language. */
export function Waveform({ meetingId, sound, durationMs }: WaveformProps) {
  const { player } = useStores();
  const { t, language } = useLocale();
  const slider = useRef<HTMLDivElement>(null);
  const positionMs = usePosition(meetingId);
  const [dragMs, setDragMs] = useState<number | null>(null);
  const [hover, setHover] = useState<number | null>(null);
  usePlayhead(slider, meetingId, durationMs, dragMs);
  const seconds = Math.floor((dragMs ?? positionMs) / 1000);

  return (
    <div className="wave" data-two={sound.audio?.isTwoTrack} dir="ltr">
      {sound.audio?.isTwoTrack && (
        <p className="wave-tracks" aria-hidden="true">
          <span>{t('player.microphone')}</span>
          <span>{t('player.system')}</span>
        </p>
      )}
      <div
        ref={slider}
        className="wave-slider"
        role="slider"
        tabIndex={0}
        aria-label={t('player.position')}
        aria-valuemin={0}
        aria-valuemax={Math.floor(durationMs / 1000)}
        aria-valuenow={seconds}
        aria-valuetext={t('player.positionOf', {
          time: spokenTime(language, seconds * 1000),
          whole: spokenTime(language, durationMs),
        })}
        onKeyDown={(event) => {
          const target = seekKeys(event, player.positionOf(meetingId), durationMs);
          if (target === null) return;
          event.preventDefault();
          player.seek(meetingId, target);
        }}
        onPointerDown={(event) => {
          if (event.button !== 0) return;
          event.currentTarget.setPointerCapture(event.pointerId);
          setDragMs(shareAt(event) * durationMs);
        }}
        onPointerMove={(event) => {
          const ms = shareAt(event) * durationMs;
          setHover(ms);
          if (dragMs !== null) setDragMs(ms);
        }}
        onPointerUp={(event) => {
          if (dragMs === null) return;
          setDragMs(null);
          player.seek(meetingId, shareAt(event) * durationMs);
        }}
        onPointerCancel={() => {
          setDragMs(null);
        }}
        onPointerLeave={() => {
          setHover(null);
        }}
      >
        <Drawing sound={sound} durationMs={durationMs} />
        <span className="wave-head" />
        <Marks durationMs={durationMs} />
        <FindMarks meetingId={meetingId} durationMs={durationMs} />
        {hover !== null && <Hover ms={hover} durationMs={durationMs} />}
      </div>
      <TalkLine meetingId={meetingId} durationMs={durationMs} />
      <p className="wave-times tabular" aria-hidden="true">
        <span>{clock(seconds * 1000, durationMs)}</span>
        <span>{clock(durationMs)}</span>
      </p>
    </div>
  );
}

/** Twice the same picture: what has been heard lies over the rest and is cut off at the playhead. */
function Drawing({ sound, durationMs }: { sound: Sound; durationMs: number }) {
  const area = useRef<HTMLDivElement>(null);
  const canvases = [useRef<HTMLCanvasElement>(null), useRef<HTMLCanvasElement>(null)] as const;
  const [rest, heard] = canvases;
  const { width, height, ratio } = useSize(area);
  const theme = useThemeCount();
  const skipsSilence = usePlayer((state) => state.skipsSilence);
  const { peaks, silence } = sound;
  const isTwoTrack = sound.audio?.isTwoTrack ?? false;
  const wave = useMemo(
    () =>
      peaks && width > 0
        ? shapeWave(peaks, skipsSilence ? silence : [], durationMs, width, isTwoTrack)
        : null,
    [peaks, silence, skipsSilence, durationMs, width, isTwoTrack],
  );
  useEffect(() => {
    for (const { current } of [rest, heard]) {
      if (!current || !wave) continue;
      drawWave(current, wave, { width, height, ratio, colour: getComputedStyle(current).color });
    }
  }, [wave, width, height, ratio, theme, rest, heard]);
  return (
    <div ref={area} className="wave-drawing" data-empty={!wave || undefined}>
      <canvas ref={rest} className="wave-rest" />
      <canvas ref={heard} className="wave-heard" />
    </div>
  );
}
