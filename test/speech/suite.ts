import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { AppError } from '../../src-main/rpc/errors.ts';
import { nanoModel, sampleChunks, samplePcm, wordErrors } from '../support/sample.ts';
import { openSpeechEngineChild, toBytes } from '../support/speech-engine.ts';
import { tinyShape, writeRandomModel } from '../support/random-model.ts';

export interface Traits {
  engine: string;
  program: string;
  /** Whether cancelled work ends, or goes on unheard. */
  stops: boolean;
  knowsNoSpeech: boolean;
  /** Whether each call begins with the same random numbers; else they go on from the one before. */
  rollsAnew: boolean;
  /** Whether it keeps to itself which parts of a prompt a model has no token for. */
  isQuiet: boolean;
}

const RATE = 16_000;
const chunks = sampleChunks(28);
const [first = { pcm: new Float32Array(), text: '' }] = chunks;

const textOf = ({ segments }: { segments: { text: string }[] }) => segments.map(({ text }) => text).join(' ');

/** What every engine must do, asked through its child as the app asks it. */
export function speechEngineSuite({
  engine: name,
  program,
  stops,
  knowsNoSpeech,
  rollsAnew,
  isQuiet,
}: Traits): void {
  describe(name, () => {
    const engine = openSpeechEngineChild(program);
    const folder = mkdtempSync(join(tmpdir(), 'meetmemo-speech-'));
    const multilingual = join(folder, 'multilingual.bin');

    beforeAll(() => {
      const shape = { audioState: 64, audioLayers: 1, textContext: 64, textLayers: 1 };
      writeRandomModel(multilingual, { ...tinyShape, ...shape, isMultilingual: true });
    });
    beforeEach(() => engine.load(nanoModel));
    afterAll(() => {
      expect(engine.crashes()).toBe(0);
      rmSync(folder, { recursive: true, force: true });
    });

    test('it says what it is and lists the processor', async () => {
      const { engine: own, devices } = await engine.use((speech) => speech.devices());
      expect(own).toBe(name);
      expect(devices.map(({ type }) => type)).toContain('cpu');
    });

    test('the words of the sample meeting are right, and so is all that is said of them', async () => {
      const heard: string[] = [];
      for (const { pcm } of chunks) {
        const transcript = await engine.transcribe(pcm);
        expect(transcript.language).toBe('en');
        expectSound(transcript, (pcm.length * 1000) / RATE);
        heard.push(textOf(transcript));
      }
      const said = chunks.map(({ text }) => text).join(' ');
      expect(wordErrors(heard.join(' '), said)).toBeLessThan(0.05);
    });

    function expectSound({ segments }: Awaited<ReturnType<typeof engine.transcribe>>, durationMs: number) {
      for (const { startMs, endMs, text, words, noSpeechProbability } of segments) {
        expect(words.map((word) => word.text).join('')).toBe(text);
        const times = [startMs, ...words.flatMap((word) => [word.startMs, word.endMs]), endMs, durationMs];
        expect(times).toEqual(times.toSorted((a, b) => a - b));
        const probabilities = words.map(({ probability }) => probability);
        if (noSpeechProbability !== null) probabilities.push(noSpeechProbability);
        expect(probabilities.filter((value) => !(value >= 0 && value <= 1))).toEqual([]);
        expect(noSpeechProbability !== null).toBe(knowsNoSpeech);
      }
      const starts = segments.map(({ startMs }) => startMs);
      expect(starts).toEqual(starts.toSorted((a, b) => a - b));
    }

    test('the same sound gives the same transcript, whatever came before', async () => {
      const before = await engine.transcribe(first.pcm);
      await engine.transcribe(chunks.at(-1)?.pcm ?? first.pcm);
      expect(await engine.transcribe(first.pcm)).toEqual(before);
    });

    test.runIf(rollsAnew)('a hot temperature rolls dice, and after a restart the same ones', async () => {
      const hot = () => engine.transcribe(first.pcm, { temperature: 1 });
      const before = await hot();
      expect(textOf(before)).not.toBe(textOf(await engine.transcribe(first.pcm)));
      engine.restart();
      await engine.load(nanoModel);
      expect(await hot()).toEqual(before);
    });

    test('progress rises from 0 to 100', async () => {
      const told: number[] = [];
      await engine.transcribe(samplePcm().slice(0, 40 * RATE), {
        onProgress: (percent) => told.push(percent),
      });
      expect(told[0]).toBe(0);
      expect(told.at(-1)).toBe(100);
      expect(told.length).toBeGreaterThan(2);
      expect(told).toEqual([...new Set(told)].toSorted((a, b) => a - b));
    });

    test('beam search finds the words too', async () => {
      const heard = textOf(await engine.transcribe(first.pcm, { beamSize: 4 }));
      expect(wordErrors(heard, first.text)).toBeLessThan(0.15);
    });

    test('a prompt reaches the model', async () => {
      const without = textOf(await engine.transcribe(first.pcm));
      // The nano model has learnt to copy from it rather than to spell by it.
      const heard = textOf(await engine.transcribe(first.pcm, { prompt: 'Anna, David, Robert' }));
      expect(heard).not.toBe('');
      expect(heard).not.toBe(without);
    });

    test('a long prompt without spaces costs what one with them does, and says nothing on stderr', async () => {
      const names = (name: string) => name.repeat(Math.ceil(9999 / name.length)).slice(0, 9999);
      const costOf = async (prompt: string) => {
        const before = engine.cpuSeconds();
        await engine.transcribe(first.pcm, { prompt });
        return engine.cpuSeconds() - before;
      };
      const spaced = await costOf(names('Anna Brown, '));
      for (const name of ['王小明、', '王小明张', 'อานนท์', 'annabrown'])
        expect(await costOf(names(name))).toBeLessThan(4 * spaced);
      if (isQuiet) expect(engine.stderrTail()).not.toMatch(/token/);
    });

    test('without flash attention it understands as well', async () => {
      await engine.load(nanoModel, { flashAttention: false });
      expect(wordErrors(textOf(await engine.transcribe(first.pcm)), first.text)).toBeLessThan(0.15);
    });

    test('work that is cancelled ends at once, and the next is done', async () => {
      const controller = new AbortController();
      const before = engine.cpuSeconds();
      let cancelledAt = 0;
      const onProgress = (percent: number) => {
        if (percent === 0 || controller.signal.aborted) return;
        cancelledAt = engine.cpuSeconds();
        controller.abort();
      };
      const work = engine.transcribe(samplePcm(), { onProgress }, { signal: controller.signal });
      await expect(work).rejects.toMatchObject({ code: 'cancelled' });
      await engine.use((speech) => speech.unload());
      expect(cancelledAt).toBeGreaterThan(before);
      // To go on would take three.
      if (stops) expect(engine.cpuSeconds() - cancelledAt).toBeLessThan(2);
      await engine.load(nanoModel);
      expect(wordErrors(textOf(await engine.transcribe(first.pcm)), first.text)).toBeLessThan(0.15);
    });

    test('what was cancelled before it began is not done', async () => {
      const controller = new AbortController();
      const running = engine.transcribe(first.pcm);
      const waiting = engine.transcribe(samplePcm(), {}, { signal: controller.signal });
      controller.abort();
      await expect(waiting).rejects.toMatchObject({ code: 'cancelled' });
      expect(textOf(await running)).not.toBe('');
    });

    test('silence gives hardly a word', async () => {
      const { segments } = await engine.transcribe(new Float32Array(20 * RATE));
      expect(segments.flatMap(({ words }) => words).length).toBeLessThan(3);
    });

    test.each([100, 101, 250, 999])('%i ms of sound are transcribed', async (ms) => {
      const { segments } = await engine.transcribe(first.pcm.slice(0, (ms * RATE) / 1000));
      expect(segments.every(({ endMs }) => endMs <= ms)).toBe(true);
    });

    test.each([
      ['no sound', new Float32Array(), 'invalid_input'],
      ['99 ms', new Float32Array(99 * 16), 'invalid_input'],
      ['numbers that are none', new Float32Array(RATE).fill(NaN), 'invalid_input'],
      ['more than five minutes', new Float32Array(301 * RATE), 'too_long'],
    ])('%s is refused', async (_what, pcm, code) => {
      await expect(engine.transcribe(pcm)).rejects.toMatchObject({ code });
    });

    test.each([
      { what: 'a language that the model does not know', options: { language: 'de' } },
      { what: 'translation by a model that can not', options: { translate: true } },
      { what: 'a temperature out of range', options: { temperature: 2 } },
      { what: 'a prompt without end', options: { prompt: 'x'.repeat(10_001) } },
    ])('$what is refused', async ({ options }) => {
      await expect(engine.transcribe(first.pcm, options)).rejects.toMatchObject({ code: 'invalid_input' });
    });

    test('a model of many languages guesses one, and takes those alone that it knows', async () => {
      const { isMultilingual } = await engine.load(multilingual);
      expect(isMultilingual).toBe(true);
      const pcm = toBytes(first.pcm);
      const guess = await engine.use((speech) => speech.detectLanguage({ pcm }));
      expect(guess.language).toMatch(/^[a-z]{2,3}$/);
      if (guess.probability !== null) expect(guess.probability > 0 && guess.probability <= 1).toBe(true);
      expect((await engine.transcribe(first.pcm, { language: 'auto' })).language).toMatch(/^[a-z]{2,3}$/);
      expect((await engine.transcribe(first.pcm, { language: 'de', translate: true })).language).toBe('de');
      // Cantonese came with a later model, which has a token more.
      for (const language of ['yue', 'xx'])
        await expect(engine.transcribe(first.pcm, { language })).rejects.toMatchObject({
          code: 'invalid_input',
        });
    });

    test('a model that is not there, or not loaded, is said so', async () => {
      await expect(engine.load(join(folder, 'none.bin'))).rejects.toMatchObject({ code: 'not_found' });
      await engine.use((speech) => speech.unload());
      const error: unknown = await engine.transcribe(first.pcm).catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(AppError);
      expect(error).toMatchObject({ code: 'not_found' });
    });
  });
}
