import type PDFDocument from 'pdfkit';

/** What pdfkit's types do not know of a document that is being written. */
interface Inner {
  page: { width: number; height: number; content: { buffer: Uint8Array[] } };
  _fontFamilies: Record<string, OwnFont>;
}
interface OwnFont {
  id: string;
  subset: { glyphs: number[] };
  widths: number[];
  font: { unitsPerEm: number; getGlyph(id: number): { path: { toSVG(): string } } };
}

/** They go over several lines, and are not seen. */
const marks = /^\/\w+ <<$[^]*?^>> BDC$/gm;
const round = (value: number) => String(Math.round(value * 100) / 100);

/**
 * The page that is being written, as a picture: drawn from the very operators that the PDF has, so that what is seen is
 * what will be there. `form`: what stands below each page. An operator that is not known throws: nothing is left out silently.
 */
export function pictureOf(pdf: InstanceType<typeof PDFDocument>, form: string): string {
  const { page, _fontFamilies } = pdf as unknown as Inner;
  const fonts = new Map(Object.values(_fontFamilies).map((font) => [font.id, font]));
  const shapes = new Map<string, string>();
  const out: string[] = [];
  /** How many groups each saved state has opened. */
  const open = [0];
  let [path, fill, stroke, width, dash] = ['', '#000', '#000', 1, ''];
  const saved: [string, string, number, string][] = [];
  let font: OwnFont | undefined;
  let [size, x, y] = [0, 0, 0];

  function group(transform: string): void {
    out.push(`<g transform="${transform}">`);
    open[open.length - 1] = (open.at(-1) ?? 0) + 1;
  }
  function shape(own: OwnFont, code: number): string {
    const id = `${own.id}-${String(code)}`;
    const known = shapes.get(id);
    const drawn = known ?? own.font.getGlyph(own.subset.glyphs[code] ?? 0).path.toSVG();
    shapes.set(id, drawn);
    return drawn === '' ? '' : id;
  }
  /** Letters and, between them, how much the next one is moved back. */
  function letters(shown: string): void {
    if (!font) return;
    const { unitsPerEm } = font.font;
    const scale = size / unitsPerEm;
    const uses: string[] = [];
    let at = 0;
    for (const [part] of shown.matchAll(/<[0-9a-f]*>|-?[\d.]+/gi)) {
      if (!part.startsWith('<')) {
        at -= (Number(part) * unitsPerEm) / 1000;
        continue;
      }
      for (const code of part.match(/[0-9a-f]{4}/gi) ?? []) {
        const number = parseInt(code, 16);
        const id = shape(font, number);
        if (id !== '') uses.push(`<use href="#${id}" x="${round(at)}"/>`);
        at += ((font.widths[number] ?? 0) * unitsPerEm) / 1000;
      }
    }
    out.push(
      `<g fill="${fill}" transform="translate(${round(x)} ${round(y)}) scale(${String(scale)})">${uses.join('')}</g>`,
    );
    x += at * scale;
  }

  function run(operators: string): void {
    for (const line of operators.replace(marks, '').split('\n')) {
      const values = line.split(' ');
      const operator = values.pop();
      if (operator) step(operator, values, line);
    }
  }

  const colour = (shares: readonly number[]) =>
    `#${shares
      .map((share) =>
        Math.round(share * 255)
          .toString(16)
          .padStart(2, '0'),
      )
      .join('')}`;
  function step(operator: string, values: readonly string[], line: string): void {
    const numbers = values.map(Number);
    const [a = 0, b = 0] = numbers;
    switch (operator) {
      case 'q':
        open.push(0);
        saved.push([fill, stroke, width, dash]);
        break;
      case 'Q':
        out.push('</g>'.repeat(open.pop() ?? 0));
        [fill, stroke, width, dash] = saved.pop() ?? [fill, stroke, width, dash];
        break;
      case 'cm':
        group(`matrix(${numbers.join(' ')})`);
        break;
      case 'm':
      case 'l':
      case 'c':
        path += `${operator.toUpperCase()}${numbers.join(' ')}`;
        break;
      case 'h':
        path += 'Z';
        break;
      case 'f':
      case 'S':
        out.push(
          operator === 'f'
            ? `<path d="${path}" fill="${fill}"/>`
            : `<path d="${path}" fill="none" stroke="${stroke}" stroke-width="${round(width)}"${dash}/>`,
        );
        path = '';
        break;
      case 'w':
        width = a;
        break;
      case 'd':
        dash = numbers.length > 1 ? ` stroke-dasharray="${line.slice(1, line.indexOf(']'))}"` : '';
        break;
      case 'rg':
      case 'scn':
        fill = colour(numbers);
        break;
      case 'SCN':
        stroke = colour(numbers);
        break;
      case 'Tm':
        [x, y] = [numbers[4] ?? 0, numbers[5] ?? 0];
        break;
      case 'Tf':
        font = fonts.get((values[0] ?? '').slice(1));
        size = b;
        break;
      case 'TJ':
        letters(line);
        break;
      case 'Do':
        [x, y] = [0, 0];
        run(form);
        break;
      // Of colours there is but one space.
      case 'cs':
      case 'CS':
      case 'BT':
      case 'ET':
      case 'EMC':
        break;
      default:
        throw new Error(`A picture of a page knows no operator ${operator}.`);
    }
  }

  run(Buffer.concat(page.content.buffer).toString('latin1'));
  out.push('</g>'.repeat(open.reduce((sum, count) => sum + count, 0)));
  const defs = [...shapes].map(([id, drawn]) => `<path id="${id}" d="${drawn}"/>`).join('');
  const [wide, high] = [round(page.width), round(page.height)];
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${wide} ${high}" width="${wide}" height="${high}"><defs>${defs}</defs><rect width="100%" height="100%" fill="#fff"/><g transform="matrix(1 0 0 -1 0 ${high})">${out.join('')}</g></svg>`;
}
