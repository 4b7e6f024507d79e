import type PDFDocument from 'pdfkit';
import type { OwnFont } from './own-font.ts';

type Pdf = InstanceType<typeof PDFDocument>;

/** What its types do not know. */
interface Inner {
  _font: OwnFont & { id: string; ref(): unknown };
  page: { xobjects: Record<string, unknown> };
  addContent(operators: string): void;
  ref(data: object): { end(operators: string): void };
}

const NAME = 'Total';

/** The number of all pages. Those that are full are written out before it is known: each shows the one form, which is written last. */
export function createPageTotal(
  pdf: Pdf,
  useFont: () => void,
  { size, colour }: { size: number; colour: string },
) {
  const inner = pdf as unknown as Inner;
  const resources: { Font: Record<string, unknown> } = { Font: {} };
  const form = inner.ref({
    ...{ Type: 'XObject', Subtype: 'Form', BBox: [0, -size, size * 6, size * 2], Resources: resources },
  });
  const [red, green, blue] = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16) / 255);
  return {
    /** At this place of the page, measured from above. */
    draw(x: number, base: number): void {
      inner.page.xobjects[NAME] = form;
      for (const operator of ['q', `1 0 0 -1 ${x.toFixed(2)} ${base.toFixed(2)} cm`, `/${NAME} Do`, 'Q'])
        inner.addContent(operator);
    },
    /** Returns its operators. */
    write(text: string): string {
      useFont();
      const { _font: font } = inner;
      resources.Font[font.id] = font.ref();
      const paint = [red, green, blue].map((share) => (share ?? 0).toFixed(3)).join(' ');
      const shown = `[<${font.encode(text)[0].join('')}>] TJ`;
      const operators = ['BT', `${paint} rg`, `/${font.id} ${String(size)} Tf`, shown, 'ET'].join('\n');
      form.end(operators);
      return operators;
    },
  };
}
