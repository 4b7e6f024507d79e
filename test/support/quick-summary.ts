import type { SummaryContent } from '../../src-main/contract/summaries.ts';
import { sections, type Length } from '../../src-main/contract/templates.ts';
import type { Said } from '../../src-main/features/summaries/parts.ts';
import { quickWriter } from '../../src-main/features/summaries/quick/write-quick.ts';
import { checkSupport } from '../../src-main/features/summaries/support/check.ts';
import { getTemplate } from '../../src-main/features/summaries/templates/rows.ts';

interface How {
  language?: string | null;
  length?: Length;
}

const noRows = { all: () => [], get: () => undefined };

/** The quick summary of these segments with all that it can have, checked as any summary is. */
export async function summarizeQuickly(
  segments: readonly Said[],
  { language = 'en', length = 'medium' }: How = {},
): Promise<SummaryContent> {
  const brief = {
    ...getTemplate(noRows, 'minutes'),
    ...{ modelId: 'quick', length, sections: [...sections] },
  };
  const desk = {
    ...{ signal: new AbortController().signal, position: undefined },
    ...{ alive: () => undefined, show: () => undefined, keep: () => undefined },
  };
  const { content } = await quickWriter.write({ segments, language, brief }, desk);
  return checkSupport(content, segments, language);
}
