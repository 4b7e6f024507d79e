import { randomUUID } from 'node:crypto';
import { changeLibrary } from './library-file.ts';

/** What only bad sound brings about: spans to look at, and a proposal for one of them. Written past the app; reload its windows. */
export function plantReview(home: string, transcriptId: string): void {
  changeLibrary(home, (db) => {
    const guard = db.prepare(
      'INSERT INTO guards (id, transcript_id, start_ms, end_ms, reason, text, is_settled) VALUES (?, ?, ?, ?, ?, ?, ?)',
    );
    const guards = [
      [16_000, 24_000, 'repetition', 'the budget the budget the budget the budget', 0],
      [31_000, 34_000, 'silence', 'Thank you for watching.', 0],
      [52_000, 58_000, 'unsure', '', 0],
      [80_000, 95_000, 'crashed', '', 1],
      [100_000, 112_400, 'unheard', '', 0],
    ] as const;
    for (const [start, end, reason, text, isSettled] of guards)
      guard.run(randomUUID(), transcriptId, start, end, reason, text, isSettled);
    const { provenance } = db
      .prepare('SELECT provenance FROM transcripts WHERE id = ?')
      .get(transcriptId) as { provenance: string };
    const text = ' I have three updates.';
    const words = text.split(/(?= )/).map((word, index) => {
      const startMs = 9090 + 300 * index;
      return { text: word, startMs, endMs: startMs + 300, probability: 0.9 };
    });
    const segment = { startMs: 9090, endMs: 10_290, text, noSpeechProbability: 0.01, words };
    const doubt = { startMs: 9090, endMs: 10_290, reason: 'unsure', text: '' };
    db.prepare(
      'INSERT INTO proposals (id, transcript_id, start_ms, end_ms, segments, provenance, created_at) VALUES (?, ?, ?, ?, ?, ?, ?)',
    ).run(
      randomUUID(),
      transcriptId,
      9000,
      10_400,
      JSON.stringify({ segments: [segment], guards: [doubt] }),
      provenance,
      Date.now(),
    );
  });
}
