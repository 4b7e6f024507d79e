import { useStore } from 'zustand';
import type { Meeting } from '../../../src-main/contract/meetings.ts';
import { useStores } from '../../app/context.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import { Button } from '../../ui/Button.tsx';
import { ErrorDetails } from '../../ui/ErrorDetails.tsx';
import { BookmarkList } from '../bookmarks/BookmarkList.tsx';
import { stageOf } from '../recorder/state.ts';
import { useRecorder } from '../recorder/use-recorder.ts';
import { clock } from './clock.ts';
import { Controls } from './Controls.tsx';
import type { Sound } from './sounds.ts';
import { useSound } from './use-player.ts';
import { Waveform } from './Waveform.tsx';
import './player.css';

/** The meeting's sound and its marked moments. A meeting that has neither shows nothing of this. */
export function Player({ meeting: { id }, isFixed }: { meeting: Meeting; isFixed: boolean }) {
  const sound = useSound(id);
  const hasBookmarks = useStore(useStores().bookmarks.store, ({ bookmarks }) => bookmarks.length > 0);
  const { t } = useLocale();
  if (!sound?.audio && !hasBookmarks) return null;
  const isReady = sound?.audio?.state === 'ready' && !sound.trouble;
  return (
    <section className="player" aria-label={t('player.label')}>
      {sound && <Body meetingId={id} sound={sound} isFixed={isFixed} />}
      <BookmarkList meetingId={id} isPlayable={isReady} isFixed={isFixed} />
    </section>
  );
}

function Body({ meetingId, sound, isFixed }: { meetingId: string; sound: Sound; isFixed: boolean }) {
  const { audio, trouble } = sound;
  const stage = useRecorder((all) => stageOf(all, meetingId));
  const { t } = useLocale();
  if (!audio) return null;
  switch (audio.state === 'recording' && stage === 'over' ? 'working' : audio.state) {
    case 'recording':
      return <p className="player-state">{t(stage === 'paused' ? 'recorder.paused' : 'player.recording')}</p>;
    case 'working':
      return (
        <div className="player-state" role="status">
          <p>{t('player.working')}</p>
          <p className="player-hint">{t('player.workingHint')}</p>
        </div>
      );
    case 'removed':
      return <p className="player-state">{t('player.removed')}</p>;
    case 'ready':
      break;
  }
  if (trouble) return <Trouble meetingId={meetingId} sound={sound} isFixed={isFixed} />;
  const { durationMs } = audio;
  return (
    <>
      {durationMs !== null && durationMs > 0 && (
        <Waveform meetingId={meetingId} sound={sound} durationMs={durationMs} />
      )}
      <Controls meetingId={meetingId} audio={audio} isFixed={isFixed} />
      {audio.isDamaged && (
        <p className="player-hint">
          {durationMs === null ? t('player.damaged') : t('player.damagedAt', { time: clock(durationMs) })}
        </p>
      )}
    </>
  );
}

/** The file is not where it should be, or can't be played: what happened, what was kept, what to do. */
function Trouble({ meetingId, sound, isFixed }: { meetingId: string; sound: Sound; isFixed: boolean }) {
  const { sounds, layout } = useStores();
  const { t } = useLocale();
  const { trouble } = sound;
  if (!trouble) return null;
  return (
    <div className="player-trouble" role="alert">
      <p>{t(trouble.code === 'not_found' ? 'player.missing' : 'player.unplayable')}</p>
      <div className="player-trouble-actions">
        <Button onClick={() => void sounds.reload()}>{t('common.retry')}</Button>
        {!isFixed && (
          <Button
            onClick={() => {
              layout.ask({ kind: 'removeSound', meetingId });
            }}
          >
            {t('player.remove')}
          </Button>
        )}
      </div>
      <ErrorDetails error={trouble} />
    </div>
  );
}
