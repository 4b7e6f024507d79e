import { expect, onTestFinished, test } from 'vitest';
import { clientOf, shown } from '../support/ui/app-window.ts';
import { captured, handedOver, loseDevices, RATE, refuseDevices } from '../support/ui/microphone.ts';
import { begin, button, recorded, wait, withMicrophone } from '../support/ui/record.ts';
import { serveLibrary } from '../support/ui/served.ts';
import { opens, rowOf, toast } from '../support/ui/stage.ts';
import { until } from '../support/until.ts';

const { stage, compare, placeOf } = withMicrophone(120);
const refused = /WebSocket|ERR_CONNECTION_REFUSED|status of 403|status of 429/;
const seconds = (count: number) => count * RATE;

test('a pause captures nothing, and a moment is marked where it was, its note typed later', async () => {
  const set = await stage();
  const { page, api } = set;
  await begin(page);
  await wait(2000);
  await button(page, 'Mark').click();
  const [shownAt = ''] = (await page.locator('.mark-note span').textContent())?.match(/\d+:\d+/) ?? [];
  await page.keyboard.type('The budget');
  await wait(800);
  await page.keyboard.press('Enter');
  await button(page, 'Pause').click();
  await page.locator('.recording').getByText('Paused. Nothing is being recorded.').waitFor();
  await page.locator('.player').getByText('Paused. Nothing is being recorded.').waitFor();
  await page.locator('.row-sound[data-state=paused]', { hasText: 'Paused' }).waitFor();
  const time = () => page.locator('.recording-time').textContent();
  await wait(400);
  const before = await time();
  const { recordings } = await api.recorder.list();
  await wait(2500);
  expect(await time()).toBe(before);
  expect((await api.recorder.list()).recordings).toEqual(recordings);
  expect(recordings[0]).toMatchObject({ state: 'paused' });
  const pausedFrames = recordings[0]?.frames ?? 0;
  await button(page, 'Resume').click();
  await wait(2500);
  await page.keyboard.press('Alt+M');
  await button(page, 'Stop').click();
  await opens(page, 'Talk');

  const { id, wav, durationMs } = await recorded(set);
  expect(Math.abs((durationMs ?? 0) - (await captured(page)).ms)).toBeLessThan(150);
  const [track = new Int16Array()] = wav.channels;
  const jump = placeOf(track, pausedFrames + seconds(1)) - placeOf(track, pausedFrames - seconds(1.5));
  // In the source the pause went by; in the recording it is not there.
  expect(jump / RATE).toBeGreaterThan(2.5 + 2.5);
  const { bookmarks } = await api.bookmarks.list({ meetingId: id });
  expect(bookmarks.map(({ note }) => note)).toEqual(['The budget', '']);
  expect(Math.floor((bookmarks[0]?.atMs ?? 0) / 1000)).toBe(Number(shownAt.split(':')[1]));
  expect(bookmarks[1]?.atMs).toBeGreaterThan((pausedFrames / RATE) * 1000);
  expect(bookmarks[1]?.atMs).toBeLessThanOrEqual((durationMs ?? 0) + 200);
});

test.each(['SIGKILL', 'SIGTERM'] as const)(
  'when the program ends by %s and comes back, nothing of what was said meanwhile is missing',
  async (signal) => {
    const set = await stage({ expects: refused });
    const { page, desk, served, home } = set;
    await begin(page);
    await wait(2000);
    await served.stop(signal);
    await page.getByText('MeetMemo does not answer. Recording goes on').waitFor();
    await page.locator('.banner').getByText('Leave this tab open and open MeetMemo in another one').waitFor();
    await page.keyboard.press('Alt+M');
    await wait(2000);
    const again = await serveLibrary(home, served.port);
    onTestFinished(() => again.stop());
    await page.locator('.banner').getByText('Open its new address in another tab of this browser').waitFor();
    const other = await desk.context.newPage();
    await other.goto(again.link);
    await shown(other);
    await page.locator('.banner p').waitFor({ state: 'detached' });
    await page.locator('.recording-message').filter({ hasText: /^$/ }).waitFor({ state: 'attached' });
    await wait(1500);
    await button(page, 'Stop').click();
    await opens(page, 'Talk');
    await rowOf(other, 'Talk').waitFor();
    const connection = await clientOf(desk, again);
    const { api } = connection;
    const { wav, id } = await recorded({ api, home });
    const [track = new Int16Array()] = wav.channels;
    const ms = (wav.frames / RATE) * 1000;
    const likeness = compare(track);
    const given = await captured(page);
    console.info({ signal, ms, given, likeness });
    expect(Math.abs(ms - given.ms)).toBeLessThan(100);
    expect(likeness).toBeGreaterThan(0.98);
    expect(wav.sha256).toBe(await handedOver(page));
    expect((await api.meetings.list({})).items).toHaveLength(1);
    expect((await api.bookmarks.list({ meetingId: id })).bookmarks).toHaveLength(1);
    connection.close();
  },
);

test('after a crash another window sees what goes on in the first: no player, and a clock that is right', async () => {
  const set = await stage({ expects: refused });
  const { page, desk, served, home } = set;
  await begin(page);
  await wait(1000);
  await served.stop('SIGKILL');
  await page.getByText('MeetMemo does not answer. Recording goes on').waitFor();
  // The first window has to wait until somebody has signed in.
  await wait(4000);
  const again = await serveLibrary(home, served.port);
  onTestFinished(() => again.stop());
  const other = await desk.context.newPage();
  await other.goto(again.link);
  await shown(other);
  await other.getByText('Another window is recording').waitFor();
  await opens(other, 'Talk');
  await other.locator('.player').getByText('This meeting is being recorded.').waitFor();
  expect(await button(other, 'Play').count()).toBe(0);
  await other.locator('.row-sound[data-state=recording]', { hasText: 'Recording' }).waitFor();
  await page.locator('.recording-message').filter({ hasText: /^$/ }).waitFor({ state: 'attached' });
  const clockOf = async (window: typeof page) => {
    const [minutes = 0, rest = 0] =
      (await window.locator('.recording-time').textContent())?.split(':').map(Number) ?? [];
    return minutes * 60 + rest;
  };
  await until('the clocks agree', async () => {
    const clocks = await Promise.all([page, other].map(clockOf));
    return Math.abs((clocks[0] ?? 0) - (clocks[1] ?? 0)) <= 1;
  });
  expect(await clockOf(other)).toBeGreaterThanOrEqual(4);

  // Whoever pauses while nobody answers does not want to be heard when somebody does.
  await again.stop('SIGKILL');
  await page.getByText('MeetMemo does not answer. Recording goes on').waitFor();
  await button(page, 'Pause').click();
  await page.locator('.recording-dot:not([data-running])').waitFor();
  const third = await serveLibrary(home, served.port);
  onTestFinished(() => third.stop());
  const modes = () =>
    page.evaluate(() =>
      (window as unknown as { fakeDevices: { modes: [string][] } }).fakeDevices.modes.map(([mode]) => mode),
    );
  const before = await modes();
  const signedIn = await desk.context.newPage();
  await signedIn.goto(third.link);
  await shown(signedIn);
  await page.locator('.recording').getByText('Paused. Nothing is being recorded.').waitFor();
  await signedIn.getByText('Paused in another window').waitFor();
  expect(await modes()).toEqual(before);
  await button(page, 'Stop').click();
  await opens(page, 'Talk');
});

test('another window shows the recording, can not begin a second one, and can end it', async () => {
  const set = await stage();
  const { page, desk, api } = set;
  const other = await desk.openWindow();
  await begin(page);
  await other.getByText('Another window is recording').waitFor();
  await wait(1200);
  await other.keyboard.press('Alt+R');
  expect(await other.getByRole('dialog').count()).toBe(0);
  await button(other, 'Pause').click();
  await page.locator('.recording').getByText('Paused. Nothing is being recorded.').waitFor();
  await button(other, 'Resume').click();
  await page.locator('.recording-dot[data-running]').waitFor();
  await button(other, 'Stop').click();
  for (const window of [page, other]) {
    await opens(window, 'Talk');
    await window.locator('.recording').waitFor({ state: 'hidden' });
  }
  expect((await recorded(set)).durationMs).toBeGreaterThan(1000);
  expect((await api.recorder.list()).recordings).toEqual([]);
});

test('closing the window asks; what was recorded is kept, and another window can go on with it', async () => {
  const set = await stage();
  const { page, desk, api } = set;
  const other = await desk.openWindow();
  await begin(page);
  await wait(1500);
  const asked = page.waitForEvent('dialog');
  await page.close({ runBeforeUnload: true });
  const dialog = await asked;
  expect(dialog.type()).toBe('beforeunload');
  await dialog.accept();
  await other.getByText('The window that was recording is gone.').waitFor();
  const [before] = (await api.recorder.list()).recordings;
  expect(before?.frames).toBeGreaterThan(RATE);
  await button(other, 'Go on here').click();
  await other.locator('.recording-dot[data-running]').waitFor();
  await wait(1500);
  await button(other, 'Stop').click();
  await opens(other, 'Talk');
  const { wav } = await recorded(set);
  expect(wav.frames - (before?.frames ?? 0)).toBeGreaterThan(RATE);
});

test('a microphone that vanishes: it is said at once, and another one goes on in the same recording', async () => {
  const set = await stage();
  const { page, api } = set;
  await begin(page);
  await wait(1200);
  await loseDevices(page);
  await page.getByText('The microphone is gone. Recording waits for one').waitFor();
  await wait(500);
  const [before] = (await api.recorder.list()).recordings;
  expect(before?.state).toBe('paused');
  await page
    .getByRole('button', { name: /^Go on with / })
    .first()
    .click();
  await page.locator('.recording-dot[data-running]').waitFor();
  await wait(1500);
  // Whoever paused does not want the next microphone to listen by itself.
  await button(page, 'Pause').click();
  await loseDevices(page);
  const another = page.getByRole('button', { name: /^Go on with / }).first();
  await another.click();
  await another.waitFor({ state: 'detached' });
  await page.locator('.recording').getByText('Paused. Nothing is being recorded.').waitFor();
  expect((await api.recorder.list()).recordings[0]?.state).toBe('paused');
  await button(page, 'Stop').click();
  await opens(page, 'Talk');
  const { wav } = await recorded(set);
  expect(wav.frames - (before?.frames ?? 0)).toBeGreaterThan(RATE);
  expect((await api.meetings.list({})).items).toHaveLength(1);
});

test('after a crash the next start says which recording it found, and opens it', async () => {
  const set = await stage({ expects: refused });
  const { page, desk, served, home } = set;
  await begin(page);
  await until('two seconds are on the disk', async () => {
    const [recording] = (await set.api.recorder.list()).recordings;
    return (recording?.frames ?? 0) > seconds(2);
  });
  await served.stop('SIGKILL');
  await page.close();
  const again = await serveLibrary(home, served.port);
  onTestFinished(() => again.stop());
  const next = await desk.context.newPage();
  await next.goto(again.link);
  await next.getByText('MeetMemo ended unexpectedly during a recording.').waitFor();
  const other = await desk.context.newPage();
  await other.goto(again.origin);
  await other.getByText('MeetMemo ended unexpectedly during a recording.').waitFor();
  await button(next, 'Show the meeting').click();
  await opens(next, 'Talk');
  for (const window of [next, other]) await window.locator('.recording').waitFor({ state: 'hidden' });
  await button(next, 'Play').waitFor();
});

test('what keeps the microphone or the system from being heard is said in plain words', async () => {
  const { page } = await stage();
  const refuse = (name: string | null) => refuseDevices(page, name);
  await refuse('NotAllowedError');
  await page.keyboard.press('Alt+R');
  await page.getByText('The microphone may not be used.').waitFor();
  for (const [name, words] of [
    ['NotFoundError', 'No microphone was found.'],
    ['NotReadableError', 'Perhaps another program is using it'],
  ] as const) {
    await refuse(name);
    await button(page, 'Try again').click();
    await page.getByText(words).waitFor();
  }
  await page.getByRole('radio', { name: 'System sound' }).check({ force: true });
  await page.getByText('Nothing gives the system’s sound here.').waitFor();
  await refuse('NotAllowedError');
  await button(page, 'Try again').click();
  await page.getByText('The system’s sound was not shared.').waitFor();
  await refuse(null);
  await button(page, 'Try again').click();
  await button(page, 'Start recording').click();
  await page.locator('.recording-dot[data-running]').waitFor();
  await button(page, 'Stop').click();
  await page.locator('.recording').waitFor({ state: 'hidden' });
});

test('why a recording does not begin is said in the sheet, from which it can be tried again', async () => {
  const { page, api } = await stage();
  const alert = page.getByRole('dialog').getByRole('alert');
  const { minFreeMegabytes } = (await api.settings.get()).settings;
  await api.settings.update({ minFreeMegabytes: 1_000_000 });
  await page.keyboard.press('Alt+R');
  await button(page, 'Start recording').click();
  await alert.getByText(/MB are free, 50 MB are needed, and 1,?000,?000 MB are to stay free/).waitFor();
  await api.settings.update({ minFreeMegabytes });
  const { meetingId } = await api.recorder.start({
    title: 'First',
    tracks: ['microphone'],
    sampleRate: RATE,
    folderId: null,
  });
  await button(page, 'Start recording').click();
  await alert.getByText('A recording is under way. Nothing was changed.').waitFor();
  await api.recorder.stop({ meetingId });
  const suggested = await page.getByRole('dialog').getByRole('textbox', { name: 'Title' }).inputValue();
  await page.evaluate(() => {
    const later = Date.now() + 86_400_000;
    Date.now = () => later;
  });
  await button(page, 'Start recording').click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.locator('.recording-dot[data-running]').waitFor();
  // It is called after the day on which it began, not after that on which it was asked for.
  const { items } = await api.meetings.list({});
  const title = items.map((item) => item.title).find((one) => one.startsWith('Recording, '));
  expect(title).toBeDefined();
  expect(title).not.toBe(suggested);
  await button(page, 'Stop').click();
  await page.locator('.recording').waitFor({ state: 'hidden' });
});

test('a recording that begins shows its meeting, whatever was open and searched for', async () => {
  const { page, api } = await stage();
  await api.meetings.create({ title: 'Before' });
  await rowOf(page, 'Before').click();
  await opens(page, 'Before');
  await page.getByRole('searchbox').fill('Before');
  await rowOf(page, 'Before').waitFor();
  await begin(page);
  await opens(page, 'Talk');
  await rowOf(page, 'Talk').and(page.locator('[aria-selected=true]')).waitFor();
  await button(page, 'Stop').click();
  await page.locator('.recording').waitFor({ state: 'hidden' });
});

test('a meeting that is being recorded is not thrown away', async () => {
  const { page, api } = await stage();
  await begin(page);
  await opens(page, 'Talk');
  await button(page, 'Move to trash').click();
  await toast(page, 'A recording is under way.').waitFor();
  await rowOf(page, 'Talk').waitFor();
  await button(page, 'Stop').click();
  await until('it has ended', async () => (await api.recorder.list()).recordings.length === 0);
});

test('a second click on Stop meets nothing that came to lie below it', async () => {
  const set = await stage();
  const { page, api } = set;
  await begin(page);
  await wait(1000);
  const box = await button(page, 'Stop').boundingBox();
  const [x, y] = [(box?.x ?? 0) + (box?.width ?? 0) / 2, (box?.y ?? 0) + (box?.height ?? 0) / 2];
  await page.mouse.click(x, y);
  await page.locator('.recording').getByText('The recording was saved.').waitFor();
  await page.mouse.click(x, y);
  await opens(page, 'Talk');
  await page.locator('.recording').waitFor({ state: 'hidden' });
  expect((await api.meetings.list({ filter: { trashed: true } })).items).toEqual([]);
});
