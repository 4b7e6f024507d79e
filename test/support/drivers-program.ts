import { appendFileSync, existsSync } from 'node:fs';

/** An engine child of a machine with drivers of every kind. It says the rpc's own words, as `engine-program` does. */
const folder = process.env.MEETMEMO_TEST_ENGINE ?? '';
const names = ['CPU', 'Good', 'Crashing', 'Hanging', 'Wrong'];
const devices = names.map((name) => ({
  ...{ name, description: `${name} device`, type: name === 'CPU' ? 'cpu' : 'gpu' },
  ...{ memoryBytes: 1, freeBytes: 1, address: '' },
}));
let running = '';
/** After an update of all drivers, say. */
const isMended = existsSync(`${folder}/mended`);

interface Call {
  t: string;
  id: number;
  method: string;
  input: { graphics?: boolean; device?: 'cpu' | number };
}

function answer({ method, input }: Call): unknown {
  switch (method) {
    case 'audio.samples':
      return { data: new Uint8Array(16) };
    case 'speech.devices':
      if (!input.graphics) return { ...listing, devices: devices.slice(0, 1) };
      if (existsSync(`${folder}/listing-crashes`)) process.abort();
      return listing;
    case 'speech.load':
      running = names[input.device === 'cpu' ? 0 : Number(input.device)] ?? '';
      appendFileSync(`${folder}/loaded`, `${running}\n`);
      return { engine: 'whisper.cpp', device: running, isMultilingual: true };
    case 'speech.transcribe':
      if (!isMended && running === 'Crashing') process.abort();
      return {
        language: 'en',
        segments: [{ ...segment, text: running === 'Wrong' ? 'you you' : segment.text }],
      };
    default:
      return { ready: true, engine: 'whisper.cpp' };
  }
}

const listing = { engine: 'whisper.cpp', fallbackReason: null, graphics: ['vulkan'], devices };
const segment = { startMs: 0, endMs: 10, text: 'Good morning', noSpeechProbability: 0, words: [] };

process.on('disconnect', () => process.exit(0));
process.on('message', (call: Call) => {
  if (call.t !== 'call') return;
  const value = answer(call);
  if (!isMended && running === 'Hanging' && call.method === 'speech.transcribe') return;
  process.send?.({ t: 'result', id: call.id, value });
});
