import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { basename, join } from 'node:path';

/** A graphics processor that the system knows of. */
export interface Graphics {
  /** On the PCI bus. */
  address: string;
  vendor: 'NVIDIA' | 'AMD' | 'Intel';
  name: string;
  /** Of the system's kernel; null: none. */
  driver: string | null;
}

/** Those that could calculate: what draws the screen of a server or of a virtual machine is not meant. */
const vendors: Record<string, Graphics['vendor']> = {
  '0x10de': 'NVIDIA',
  '0x1002': 'AMD',
  '0x8086': 'Intel',
};
/** They show a picture, and nothing can be calculated with them. */
const drawOnly = new Set(['nouveau', 'vfio-pci']);

/** From Linux's own files; other systems have nothing that is as cheap to ask. */
export function listGraphics(root = '/'): Graphics[] {
  const bus = join(root, 'sys/bus/pci/devices');
  return namesIn(bus).flatMap((address) => {
    const read = (name: string) => readText(join(bus, address, name));
    const vendor = vendors[read('vendor')];
    if (!vendor || !read('class').startsWith('0x03')) return [];
    const own = readText(join(root, 'proc/driver/nvidia/gpus', address, 'information'));
    const model = /^Model:\s*(.+)$/m.exec(own)?.[1] ?? `${vendor} graphics ${read('device')}`;
    return [{ address, vendor, name: model.trim(), driver: driverOf(root, join(bus, address)) }];
  });
}

function driverOf(root: string, device: string): string | null {
  const name = linkedName(join(device, 'driver'));
  if (name === undefined || drawOnly.has(name)) return null;
  return `${name} ${readText(join(root, 'sys/module', name, 'version'))}`.trim();
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch {
    return '';
  }
}

function linkedName(path: string): string | undefined {
  try {
    return basename(readlinkSync(path));
  } catch {
    return undefined;
  }
}
