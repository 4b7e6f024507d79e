import { useStores } from '../../app/context.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import { IconButton } from '../../ui/Button.tsx';
import { clock } from './clock.ts';
import { PlayButton } from './PlayButton.tsx';
import { usePlayer, usePlayingElsewhere, useSound } from './use-player.ts';
import './player.css';

/** While another meeting is looked at, what plays stays in sight and in reach. */
export function PlayingBar() {
  const loaded = usePlayingElsewhere();
  return loaded && <Bar id={loaded.id} title={loaded.title} />;
}

function Bar({ id, title }: { id: string; title: string }) {
  const { player, list, layout } = useStores();
  const seconds = usePlayer((state) => Math.floor(state.positionMs / 1000));
  const durationMs = useSound(id)?.audio?.durationMs ?? 0;
  const { t } = useLocale();
  return (
    <section className="playing-bar" aria-label={t('player.playingNow')}>
      <PlayButton meetingId={id} />
      <button
        type="button"
        className="playing-title"
        aria-label={t('player.backTo', { title })}
        title={t('player.backTo', { title })}
        dir="auto"
        onClick={() => {
          list.reveal(id);
          layout.show('meeting');
        }}
      >
        {title}
      </button>
      <p className="playing-time tabular" dir="ltr">
        {clock(seconds * 1000, durationMs)} / {clock(durationMs)}
      </p>
      <IconButton icon="close" label={t('player.stop')} onClick={player.stop} />
    </section>
  );
}
