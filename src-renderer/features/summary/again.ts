import type { SummarizeOptions, Summary } from '../../../src-main/contract/summaries.ts';

/** What to ask for, to have one like this. A template that is gone by now, or who wrote it, gives way to the usual one. */
export function againOf(
  { provenance }: Summary,
  writers: readonly { value: string }[],
  templates: readonly { id: string }[],
): SummarizeOptions {
  const { templateId, language, length, method, modelId } = provenance;
  const isThere = templates.some(({ id }) => id === templateId);
  const writer = method === 'quick' ? undefined : writers.find(({ value }) => value === modelId);
  return { ...(isThere && { templateId }), language, length, ...(writer && { modelId: writer.value }) };
}
