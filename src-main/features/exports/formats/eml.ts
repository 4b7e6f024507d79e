import { fileNameOf } from '../file-name.ts';
import type { Document } from '../document.ts';
import { toTxt } from './txt.ts';

const LINE = 76;
const base64 = (data: Uint8Array) => Buffer.from(data).toString('base64');
const wrapped = (text: string) => text.match(new RegExp(`.{1,${String(LINE)}}`, 'g'))?.join('\r\n') ?? '';

/** Words in a head line, in pieces that no letter is cut by. */
function headWords(text: string): string {
  const pieces: string[] = [''];
  for (const letter of text) {
    const last = pieces.at(-1) ?? '';
    if (Buffer.byteLength(last + letter) > 42) pieces.push(letter);
    else pieces[pieces.length - 1] = last + letter;
  }
  return pieces.map((piece) => `=?utf-8?B?${base64(Buffer.from(piece))}?=`).join('\r\n ');
}

/** A letter that has not been sent, with a file. `document`: what the letter itself is to say. */
export function toEml(document: Document, pdf: Uint8Array): string {
  const { title, facts, words } = document;
  const name = `${fileNameOf(title)}.pdf`;
  const encoded = encodeURIComponent(name).replace(/['()*]/g, (one) => `%${one.charCodeAt(0).toString(16)}`);
  // Nothing that comes out of titles could be this: it has a space.
  const boundary = 'meetmemo letter';
  const body = `${words.letter(title, facts[0] ?? '')}\n\n${toTxt(document)}`;
  return [
    `Subject: ${headWords(title)}`,
    `Date: ${new Date(document.startedAt).toUTCString().replace('GMT', '+0000')}`,
    'X-Unsent: 1',
    'MIME-Version: 1.0',
    `Content-Type: multipart/mixed; boundary="${boundary}"`,
    '',
    `--${boundary}`,
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: base64',
    '',
    wrapped(base64(Buffer.from(body.replaceAll('\n', '\r\n')))),
    `--${boundary}`,
    `Content-Type: application/pdf`,
    'Content-Transfer-Encoding: base64',
    `Content-Disposition: attachment; filename*=utf-8''${encoded}`,
    '',
    wrapped(base64(pdf)),
    `--${boundary}--`,
    '',
  ].join('\r\n');
}
