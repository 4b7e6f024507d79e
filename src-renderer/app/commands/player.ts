import { playerTarget } from '../../features/player/target.ts';
import { JUMP_MS, STEP_MS } from '../../features/player/seek-keys.ts';
import { speeds } from '../../features/player/speed.ts';
import { text } from '../../i18n/translate.ts';
import type { Stores } from '../create-stores.ts';
import type { Command } from './command.ts';

/** What can be done with what is heard. */
export function playerCommands(stores: Stores): Command[] {
  const { bookmarks, layout, open, player, sounds } = stores;
  const target = () => playerTarget(stores);
  const isAny = () => target() !== undefined;
  const isTrashed = () =>
    open.store.getState().id === target() && open.store.getState().meeting?.trashedAt !== null;
  const withTarget = (act: (id: string) => unknown) => () => {
    const id = target();
    if (id !== undefined) void act(id);
  };
  const step = (id: string, key: string, ms: number): Command => ({
    id,
    name: text(ms < 0 ? 'player.back' : 'player.forward', { count: Math.abs(ms) / 1000 }),
    where: 'player',
    keys: [key],
    repeats: true,
    isOffered: isAny,
    run: withTarget((meeting) => {
      player.step(meeting, ms);
    }),
  });
  const soundOf = () => {
    const { id, meeting } = open.store.getState();
    const isHere = id !== null && sounds.get(id)?.audio != null;
    return isHere && meeting?.id === id ? { id, isFixed: meeting.trashedAt !== null } : null;
  };
  const speedAt = (by: 1 | -1) => speeds[speeds.indexOf(player.store.getState().speed) + by];
  return [
    {
      id: 'play',
      name: text('shortcuts.play'),
      where: 'player',
      keys: ['Space', 'k'],
      isOffered: isAny,
      run: withTarget((id) => {
        player.toggle(id);
      }),
    },
    step('backStep', 'ArrowLeft', -STEP_MS),
    step('onStep', 'ArrowRight', STEP_MS),
    step('backJump', 'j', -JUMP_MS),
    step('onJump', 'l', JUMP_MS),
    {
      id: 'bookmark',
      name: text('bookmarks.add'),
      where: 'player',
      keys: ['b'],
      isOffered: () => isAny() && !isTrashed(),
      run: withTarget((id) => bookmarks.add(id, player.exactMs(id))),
    },
    ...([1, -1] as const).map((by): Command => ({
      id: by > 0 ? 'faster' : 'slower',
      name: text(by > 0 ? 'commands.faster' : 'commands.slower'),
      where: 'player',
      isOffered: () => isAny() && speedAt(by) !== undefined,
      run: () => {
        player.setSpeed(speedAt(by) ?? 1);
      },
    })),
    {
      id: 'skipSilence',
      name: text('player.skipSilence'),
      where: 'player',
      isOffered: isAny,
      run: () => {
        player.setSkipsSilence(!player.store.getState().skipsSilence);
      },
    },
    {
      id: 'soundDetails',
      name: text('player.details'),
      where: 'player',
      isOffered: () => soundOf() !== null,
      run: () => {
        layout.ask({ kind: 'soundDetails', meetingId: soundOf()?.id ?? '' });
      },
    },
    {
      id: 'removeSound',
      name: text('player.removeAsk'),
      where: 'player',
      isOffered: () => soundOf()?.isFixed === false,
      run: () => {
        layout.ask({ kind: 'removeSound', meetingId: soundOf()?.id ?? '' });
      },
    },
  ];
}
