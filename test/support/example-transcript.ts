import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import Database from 'better-sqlite3';

const summaryProvenance = JSON.stringify({
  ...{ method: 'quick', modelId: null, modelName: null, modelSha256: null, device: null },
  ...{ templateId: 'minutes', templateName: 'Minutes', language: 'en', length: 'medium' },
  ...{ parts: 1, contextTokens: null, promptTokens: null, appVersion: '0.0.0' },
});

/** A summary that rests on one segment. */
export function exampleSummary(segment: string) {
  const claim = { text: 'Oh no.', citations: [segment], support: 'found' };
  return {
    overview: [claim],
    topics: [{ title: 'No', points: [claim] }],
    decisions: [claim],
    actions: [{ ...claim, who: 'Zoë', when: 'now' }],
    questions: [claim],
  };
}

/** A transcript with a guard, a proposal and a summary, written past the core: to make a real one would take an engine each time. */
export function writeExampleTranscript(home: string, meetingId: string) {
  const ids = { transcript: randomUUID(), guard: randomUUID(), proposal: randomUUID() };
  const more = { other: randomUUID(), first: randomUUID(), segment: randomUUID() };
  const summary = { summary: randomUUID(), template: randomUUID(), named: randomUUID() };
  const speakers = { speaker: randomUUID(), silent: randomUUID() };
  const provenance = JSON.stringify({
    ...{ engine: 'whisper.cpp', device: 'CPU', modelId: 'nano-en', modelName: 'Nano' },
    ...{ modelSha256: '', appVersion: '0.0.0', options: {} },
  });
  const db = new Database(join(home, 'library.db'));
  const addTranscript = db.prepare(
    `INSERT INTO transcripts (id, meeting_seq, version, state, is_chosen, word_count, confidence, provenance, created_at)
     SELECT ?, seq, ?, 'complete', ?, 3, 0.9, ?, 0 FROM meetings WHERE id = ?`,
  );
  addTranscript.run(ids.transcript, 1, 1, provenance, meetingId);
  addTranscript.run(more.other, 2, 0, provenance, meetingId);
  const addSpeaker = db.prepare(
    `INSERT INTO speakers (id, meeting_seq, name, name_key, number, colour)
     SELECT ?, seq, ?, ?, ?, 0 FROM meetings WHERE id = ?`,
  );
  addSpeaker.run(speakers.speaker, 'Zoë', 'zoë', 1, meetingId);
  addSpeaker.run(speakers.silent, '', '', 2, meetingId);
  const addSegment = db.prepare(
    `INSERT INTO segments (id, transcript_id, speaker_id, start_ms, end_ms, text, words) VALUES (?, ?, ?, ?, ?, ?, ?)`,
  );
  const words = '[["Yes.",0,50,0.9]]';
  addSegment.run(more.first, ids.transcript, speakers.speaker, 0, 50, 'Yes.', words);
  const two = '[["Oh",50,70,0.9],[" no.",70,100,0.9]]';
  addSegment.run(more.segment, ids.transcript, null, 50, 100, 'Oh no.', two);
  db.prepare(
    `INSERT INTO guards (id, transcript_id, start_ms, end_ms, reason, text) VALUES (?, ?, 0, 50, 'unsure', '')`,
  ).run(ids.guard, ids.transcript);
  db.prepare(
    `INSERT INTO proposals (id, transcript_id, start_ms, end_ms, segments, provenance, created_at)
     VALUES (?, ?, 0, 50, '[]', ?, 0)`,
  ).run(ids.proposal, ids.transcript, provenance);
  const content = JSON.stringify(exampleSummary(more.segment));
  db.prepare(
    `INSERT INTO summaries
       (id, meeting_seq, transcript_id, transcript_stamp, version, state, is_chosen, content, provenance, created_at)
     SELECT ?, seq, ?, '', 1, 'complete', 1, ?, ?, 0 FROM meetings WHERE id = ?`,
  ).run(summary.summary, ids.transcript, content, summaryProvenance, meetingId);
  db.prepare(
    `INSERT INTO name_proposals (id, meeting_seq, transcript_id, speaker_id, name, state, evidence, against)
     SELECT ?, seq, ?, ?, 'Ana', 'open', '[]', 0 FROM meetings WHERE id = ?`,
  ).run(summary.named, ids.transcript, speakers.silent, meetingId);
  db.prepare(
    `INSERT INTO templates (id, name, sections, instructions, length) VALUES (?, 'Mine', '["overview"]', '', 'short')`,
  ).run(summary.template);
  db.close();
  return { ...ids, ...more, ...summary, ...speakers };
}
