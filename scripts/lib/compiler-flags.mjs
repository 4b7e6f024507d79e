import { readFileSync } from 'node:fs';
import { arch, platform } from 'node:process';

/**
 * What smart-whisper is compiled with. Its plain build uses no vector instructions and is six times slower.
 * On macOS and Windows it knows best itself (Metal; MSVC doesn't read these variables).
 */
export function compilerFlags() {
  if (platform !== 'linux') return {};
  const flags = `-O3 ${machineFlag()}`.trim();
  // Unless told, it wants OpenBLAS's headers wherever it sees OpenBLAS's library.
  return { COMPUTE_BACKEND: 'cpu', CFLAGS: flags, CXXFLAGS: flags };
}

function machineFlag() {
  if (arch === 'arm64') return '-mcpu=native';
  return arch === 'x64' && hasAvx2() ? '-march=x86-64-v3' : '';
}

function hasAvx2() {
  const features = new Set(/^flags\s*:(.*)$/m.exec(readFileSync('/proc/cpuinfo', 'utf8'))?.[1].split(' '));
  return ['avx2', 'bmi2', 'f16c', 'fma'].every((feature) => features.has(feature));
}
