import { randomUUID } from 'node:crypto';
import type { Said } from '../../src-main/features/summaries/parts.ts';

/** Letters of scripts of every kind: with cases and without, from right to left, without spaces, and beyond 16 bits. */
const alphabets = [
  'abcdefghijklmnopqrstuvwxyz',
  'äöüßéñçøå',
  'αβγδεζηθικλμνξοπρστυφχψω',
  'абвгдежзиклмнопрстуфхцчшщыэюя',
  'אבגדהוזחטיכלמנסעפצקרשת',
  'ابتثجحخدذرزسشصضطظعغفقكلمنهوي',
  'कखगघचछजटठडतथदनपबभमयरलवशसह',
  'กขคงจชซญดตถทธนบปผฝพฟมยรลวสหอ',
  '会议预算时间问题决定我们团队周一下午报告',
  'かきくけこさしすせそたちつてとなにぬね',
  '가나다라마바사아자차카타파하',
  '😀🎉👍🏽🇩🇪👨‍👩‍👧',
  '0123456789',
];
const ends = ['.', '.', '.', '?', '!', '…', '。', '？', '؟', ',', '', ''];
/** What rules look out for. */
const cues =
  'we decided to | I will send | can you please | Anna will write | by Friday | haben wir beschlossen | bis Montag | hemos decidido | here are the action items. | who will '.split(
    '|',
  );

export interface TranscriptShape {
  words: number;
  speakers: number;
  /** Words of a segment, at most. */
  longest: number;
}

/** What somebody may have said, in any mixture of scripts. */
export function randomTranscript(random: (below: number) => number, shape: TranscriptShape): Said[] {
  const letters = alphabets.map((alphabet) => Array.from(alphabet));
  const speakers = Array.from({ length: shape.speakers }, (_, index) => {
    // Nobody is called anything who is nobody.
    if (random(5) === 0) return { speakerId: null, speaker: '' };
    const name = random(2) === 0 ? '' : `${['Anna', 'Бен', '李', 'דנה'][random(4)] ?? ''} ${index}`;
    return { speakerId: randomUUID(), speaker: name };
  });
  const vocabulary = Array.from({ length: 1 + random(3000) }, () => {
    const own = letters[random(letters.length)] ?? [];
    return Array.from({ length: 1 + random(9) }, () => own[random(own.length)]).join('');
  });
  const segments: Said[] = [];
  for (let left = shape.words; left > 0;) {
    const count = Math.min(left, 1 + random(shape.longest));
    const said = Array.from({ length: count }, () => vocabulary[random(vocabulary.length)] ?? '');
    if (random(6) === 0) said.unshift(cues[random(cues.length)] ?? '');
    const startMs = segments.length * 3000;
    segments.push({
      ...{ id: randomUUID(), startMs, endMs: startMs + 2900 },
      ...(speakers[random(speakers.length)] ?? { speakerId: null, speaker: '' }),
      text: `${said.join(random(9) === 0 ? '' : ' ')}${ends[random(ends.length)] ?? ''}`,
    });
    left -= count;
  }
  return segments;
}
