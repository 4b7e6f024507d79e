import type { SummarizeOptions, Summary } from '../../../src-main/contract/summaries.ts';

/** What to ask for, to have one like this. A template that is gone by now gives way to the usual one. */
export const againOf = ({ provenance: { templateId, language, length } }: Summary): SummarizeOptions => ({
  ...{ templateId, language, length },
});
