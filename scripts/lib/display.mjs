import { env, platform } from 'node:process';

export function hasDisplay() {
  return platform !== 'linux' || Boolean(env.DISPLAY || env.WAYLAND_DISPLAY);
}

export function isRootOnLinux() {
  return platform === 'linux' && process.getuid() === 0;
}
