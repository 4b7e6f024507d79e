import type { Speech } from '../../contract/speech.ts';
import type { Tried } from './choose.ts';
import type { Graphics } from './graphics.ts';

type Unused = Speech['unused'][number];

export interface Use {
  isFallback: boolean;
  /** Of the libraries for graphics that are installed: cuda, vulkan, metal. */
  libraries: readonly string[];
  devices: readonly Tried[];
  chosen: Tried | undefined;
  /** The setting; empty: the fastest. */
  wanted: string;
}

/** The graphics processors that nothing runs on, each with the reason. */
export function unusedGraphics(system: readonly Graphics[], use: Use): Unused[] {
  const listed = use.devices.filter(({ type }) => type === 'gpu' || type === 'integrated');
  const isChosen = (address: string) => address !== '' && use.chosen?.address === address;
  const known = new Set<string>();
  const unused = listed.flatMap((device): Unused[] => {
    const { address, description, name } = device;
    // One processor may be there twice, through CUDA and through Vulkan.
    if (device === use.chosen || isChosen(address) || known.has(address)) return [];
    if (address !== '') known.add(address);
    const twins = listed.filter((other) => other === device || (address !== '' && other.address === address));
    const failed = twins.every(({ error }) => error !== null);
    const reason = failed ? 'trial_failed' : use.chosen?.name === use.wanted ? 'not_chosen' : 'slower';
    return [{ name: description || name, reason }];
  });
  const unlisted = system.filter(({ address }) => !isChosen(address) && !known.has(address));
  // Where the engine doesn't tell addresses, what it lists may be any of these.
  const isUncertain = listed.some(({ address }) => address === '');
  return isUncertain ? unused : [...unused, ...unlisted.map((own) => reasonOf(own, use))];
}

function reasonOf({ name, vendor, driver }: Graphics, { isFallback, libraries }: Use): Unused {
  if (isFallback) return { name, reason: 'fallback_engine' };
  const fitting = vendor === 'NVIDIA' ? ['cuda', 'vulkan'] : ['vulkan'];
  const hasLibrary = libraries.some((library) => fitting.includes(library));
  return { name, reason: driver !== null && !hasLibrary ? 'no_library' : 'no_driver' };
}
