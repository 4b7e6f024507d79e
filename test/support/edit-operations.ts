import type { Speaker } from '../../src-main/contract/speaker.ts';
import type { Segment } from '../../src-main/contract/transcripts.ts';
import { bare, inOrder, type EditWindow } from './edit-window.ts';

interface Operation {
  call: () => Promise<unknown>;
  /** What the text of a version becomes where it is done; left out: what it was. */
  text?: { id: string; of: (segments: readonly Segment[]) => string };
}

const vocabulary =
  'so the plan is that we go on, with it. Budget! 会議は三時です สวัสดีครับ שלום naïve 👩‍👩‍👧 x'.split(' ');

/** Makes up all that people do, each thing as a window would ask for it. */
export function createOperations(random: (below: number) => number, meetingId: string) {
  const pick = <T>(items: readonly T[]): T => items[random(items.length)] as T;
  const phrase = (words: number) => Array.from({ length: words }, () => pick(vocabulary)).join(' ');
  const name = () => pick(['Zoë', 'Håkon', 'ZOË', 'Ana', 'שרה', '']);

  /** A passage as somebody may have changed it by typing. */
  function retyped(text: string): string {
    const words = text.split(' ');
    const at = random(words.length);
    return pick([
      () => words.with(at, phrase(1)).join(' '),
      () => words.toSpliced(at, 1).join(' '),
      () => words.toSpliced(at, 0, phrase(2)).join(' '),
      () => `${text} `,
      () => text.slice(0, -1).toWellFormed(),
      () => text.toUpperCase(),
      () => phrase(1 + random(12)),
      () => (random(20) === 0 ? '  ' : `${phrase(1)} ${text}`),
    ])();
  }

  function typed({ api }: EditWindow, own: Segment, id: string): Operation {
    const text = retyped(own.text);
    const before = random(4) === 0 ? undefined : own.text;
    return {
      call: () => api.edits.setText({ id: own.id, text, ...(before !== undefined && { before }) }),
      text: { id, of: (all) => bare(all.map((other) => (other.id === own.id ? { text } : other))) },
    };
  }

  /** From within one segment to within itself or a later one. */
  function cut(window: EditWindow, own: Segment, lastId: string, id: string): Operation {
    const last = window.of(id).find((other) => other.id === lastId) ?? own;
    const from = { id: own.id, offset: random(own.text.length + 1), before: own.text };
    const to = { id: last.id, offset: random(last.text.length + 1), before: last.text };
    const left = ({ id: segmentId, text }: Segment, isWithin: boolean) => {
      const head = segmentId === from.id ? text.slice(0, from.offset) : '';
      const tail = segmentId === to.id ? text.slice(to.offset) : '';
      return isWithin ? head + tail : text;
    };
    return {
      call: () => window.api.edits.cut({ from, to }),
      text: {
        id,
        of: (all) => {
          const [first, end] = [from, to].map((place) => all.findIndex((other) => other.id === place.id));
          const isWithin = (at: number) => at >= (first ?? 0) && at <= (end ?? 0);
          return bare(all.map((other, at) => ({ text: left(other, isWithin(at)) })));
        },
      },
    };
  }

  function ofSegment(window: EditWindow, own: Segment, id: string): (() => Operation)[] {
    const { edits } = window.api;
    const all = window.of(id).map((other) => other.id);
    const ids = all.slice(all.indexOf(own.id)).slice(0, 1 + random(4));
    const boundaryMs = Math.max(0, own.startMs + random(4000) - 2000);
    const speakerId = pick([null, ...window.speakers.map((other) => other.id)]);
    return [
      ...Array.from({ length: 8 }, () => () => typed(window, own, id)),
      () => ({ call: () => edits.split({ id: own.id, at: random(own.text.length + 1) }) }),
      () => ({ call: () => edits.split({ id: own.id, at: own.text.indexOf(' ') + 1, before: own.text }) }),
      () => ({ call: () => edits.join({ id: own.id }) }),
      () => ({ call: () => edits.moveBoundary({ id: own.id, startMs: boundaryMs }) }),
      () => ({ call: () => edits.assign({ ids, speakerId }) }),
      () => ({ call: () => edits.confirm({ id: own.id, start: random(9), end: 9 + random(20) }) }),
      () => cut(window, own, ids.at(-1) ?? own.id, id),
      () => ({
        call: () => edits.remove({ ids: [own.id] }),
        text: { id, of: (others) => bare(others.filter((other) => other.id !== own.id)) },
      }),
      () => ({
        call: () =>
          window.api.speakers.add({
            meetingId,
            segmentIds: ids,
            ...(random(2) === 0 && { name: `Run ${name()}` }),
          }),
      }),
    ];
  }

  function ofSpeaker({ api, speakers }: EditWindow, { id, name: known }: Speaker): (() => Operation)[] {
    return [
      () => ({ call: () => api.speakers.rename({ id, name: name() }) }),
      () => ({ call: () => api.speakers.recolour({ id, colour: random(8) }) }),
      () => ({ call: () => api.speakers.merge({ ids: [id], into: pick(speakers).id }) }),
      () => ({ call: () => api.speakers.remove({ id }) }),
      () => ({ call: () => api.people.rename({ from: known || 'Ana', to: name() || 'Zoë' }) }),
    ];
  }

  function ofVersion({ api, transcripts }: EditWindow, id: string): (() => Operation)[] {
    const [text, replacement] = [pick(vocabulary), pick(['', phrase(1), phrase(2)])];
    return [
      () => ({
        call: () => api.edits.replace({ id, text, replacement, matchCase: true }),
        text: {
          id,
          of: (all) => bare(all.map((own) => ({ text: own.text.replaceAll(text, () => replacement) }))),
        },
      }),
      () => ({ call: () => api.speakers.add({ meetingId, name: `Guest ${random(20)}` }) }),
      () => ({ call: () => api.transcripts.choose({ id: pick(transcripts).id }) }),
    ];
  }

  /** About what is asked for first. */
  async function ofReview({ api }: EditWindow, id: string): Promise<Operation> {
    const { guards } = await api.transcripts.guards({ id });
    const { proposals } = await api.transcripts.proposals({ id });
    const guard = guards.length > 0 ? pick(guards) : undefined;
    const [proposal] = proposals;
    if (!proposal || (guard && random(2) === 0))
      return {
        call: async () => guard && api.transcripts.settleGuard({ id: guard.id, isSettled: random(2) === 0 }),
      };
    if (random(3) === 0) return { call: () => api.transcripts.rejectProposal({ id: proposal.id }) };
    const gone = new Set(proposal.before.map((own) => own.id));
    return {
      call: () => api.transcripts.acceptProposal({ id: proposal.id }),
      text: {
        id,
        of: (all) => bare(inOrder([...all.filter((own) => !gone.has(own.id)), ...proposal.after])),
      },
    };
  }

  return async function operation(window: EditWindow): Promise<Operation> {
    const { id } = window.transcripts.find(({ isChosen }) => isChosen) ?? pick(window.transcripts);
    const segments = window.of(id);
    const here = segments.find((own) => own.id === window.at);
    // People go on where they are.
    if (here && random(3) > 0) return typed(window, here, id);
    const segment = segments[random(Math.max(segments.length, 1))];
    window.at = random(3) === 0 ? (segment?.id ?? '') : '';
    if (random(60) === 0) return ofReview(window, id);
    const ofSegments = segment ? ofSegment(window, segment, id) : [];
    const ofSpeakers = window.speakers.length > 0 ? ofSpeaker(window, pick(window.speakers)) : [];
    return pick([...ofSegments, ...ofSegments, ...ofSpeakers, ...ofVersion(window, id)])();
  };
}
