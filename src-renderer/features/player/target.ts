import type { Stores } from '../../app/create-stores.ts';

/** What the keys of the player mean: what is heard; else what is looked at; else what was heard. */
export function playerTarget({ open, player, sounds }: Pick<Stores, 'open' | 'player' | 'sounds'>) {
  const { isPlaying, loaded } = player.store.getState();
  if (isPlaying && loaded) return loaded.id;
  const { id } = open.store.getState();
  const isPlayable = id !== null && sounds.get(id)?.audio?.state === 'ready';
  return isPlayable ? id : loaded?.id;
}
