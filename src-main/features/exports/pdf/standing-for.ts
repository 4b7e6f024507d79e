import type PDFDocument from 'pdfkit';

type Pdf = InstanceType<typeof PDFDocument>;
interface Inner {
  addContent(operator: string): Pdf;
}

/** Marks what is drawn as standing for other words, close around its letters: readers look there for the place of the words. */
export function standingFor(pdf: Pdf, words: string, draw: () => void): void {
  const inner = pdf as unknown as Inner;
  const { addContent } = inner;
  const add = addContent.bind(pdf);
  inner.addContent = (operator) => {
    if (!operator.endsWith(' TJ')) return add(operator);
    inner.addContent = addContent;
    pdf.markContent('Span', { actual: words });
    add(operator);
    return pdf.endMarkedContent();
  };
  draw();
  inner.addContent = addContent;
}
