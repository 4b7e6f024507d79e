const MAX_LETTERS = 60;
/** Systems allow 255 bytes, of which a number and an ending take some. */
const MAX_BYTES = 200;
const segmenter = new Intl.Segmenter();
/** What some system or other takes for its own in a name. */
const forbidden = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}<>:"/\\|?*]+/gu;
/** Joiners are unseen too, but emoji and some scripts are made with them. */
const joiner = /[\u200c\u200d]/;
/** Windows gives these to devices, whatever follows after a full stop. */
const reserved = /^(con|prn|aux|nul|conin\$|conout\$|clock\$|com[\d¹²³]|lpt[\d¹²³])\s*(\.|$)/i;

/** A name for a file, without its ending, that every system takes. */
export function fileNameOf(title: string): string {
  const clean = title
    .toWellFormed()
    .normalize('NFC')
    .replace(forbidden, (found) => (joiner.test(found) && found.length === 1 ? found : ' '))
    .replace(/\s+/g, ' ')
    .trimStart();
  let name = '';
  let letters = 0;
  for (const { segment } of segmenter.segment(clean)) {
    if (letters >= MAX_LETTERS || Buffer.byteLength(name + segment) > MAX_BYTES) break;
    name += segment;
    letters += 1;
  }
  name = name.replace(/^[. \u200c\u200d]+|[. \u200c\u200d]+$/g, '');
  return name === '' || reserved.test(name) ? `Meeting ${name}`.trim() : name;
}
