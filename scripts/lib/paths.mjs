import { join } from 'node:path';

export const root = join(import.meta.dirname, '..', '..');
export const nodeModules = join(root, 'node_modules');

/** Outside node_modules, because installing empties that folder. */
export const scratch = join(root, '.meetmemo');

/** The project's own Node 24, whatever Node the person has. */
export const node24 = join(nodeModules, 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
