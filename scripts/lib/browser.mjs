import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { platform } from 'node:process';
import { findChromium } from './chromium.mjs';
import { hasDisplay, isRootOnLinux } from './display.mjs';
import { scratch } from './paths.mjs';
import { say } from './say.mjs';

const atOnceMs = 5_000;

/** Opens an app window, else the default browser, else asks the person to. Calls back when the window was closed. */
export function openBrowser(url, onClosed) {
  // Browsers keep their sandbox too, which root may not use.
  if (!hasDisplay() || isRootOnLinux()) return say('Open this address in a browser on this machine.');
  const chromium = findChromium();
  if (chromium) openAppWindow(chromium, url, onClosed);
  else openDefault(url);
}

/** A profile of its own keeps the window free of extensions and other sign-ins, and its process to itself. */
function openAppWindow(chromium, url, onClosed) {
  const profile = `--user-data-dir=${join(scratch, 'browser')}`;
  const quiet = [
    '--no-first-run',
    '--no-default-browser-check',
    '--disable-sync',
    '--disable-background-networking',
  ];
  const opened = Date.now();
  const browser = spawn(chromium, [`--app=${url}`, profile, ...quiet, '--disable-component-update'], {
    stdio: 'ignore',
  });
  // The window lives no longer than the server that it shows.
  process.once('exit', () => browser.kill());
  browser.unref();
  browser.on('error', sayOpenYourself);
  browser.on('close', () => {
    if (Date.now() - opened < atOnceMs) sayOpenYourself();
    else onClosed();
  });
}

function openDefault(url) {
  const commands = { darwin: ['open'], win32: ['rundll32', 'url.dll,FileProtocolHandler'] };
  const [command, ...args] = commands[platform] ?? ['xdg-open'];
  const opener = spawn(command, [...args, url], { stdio: 'ignore', detached: true });
  opener.on('error', sayOpenYourself);
  opener.unref();
}

function sayOpenYourself() {
  say('The browser window did not stay open. Open the address above yourself; Ctrl+C ends MeetMemo.');
}
