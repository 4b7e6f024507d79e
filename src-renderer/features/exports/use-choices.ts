import { useEffect, useState } from 'react';
import type { ExportChoices, ExportFormat } from '../../../src-main/contract/exports.ts';
import { useSettings, useStores } from '../../app/context.ts';
import { appliesTo, means, type Part } from './applies.ts';

const needOf: Record<Part, 'transcript' | 'summary' | undefined> = {
  summary: 'summary',
  actions: 'summary',
  notes: undefined,
  transcript: 'transcript',
};

/** What is to be exported and how: as it was chosen last, as far as this meeting has it. */
export function useChoices(meetingIds: readonly string[]) {
  const { api, settings } = useStores();
  const kept = useSettings((state) => state.settings?.exportChoices);
  /** null: nothing was chosen here yet. */
  const [chosen, setChosen] = useState<ExportChoices | null>(null);
  const choices = chosen ?? kept;
  const [has, setHas] = useState({ transcript: true, summary: true });
  const [meetingId = '', ...others] = meetingIds;
  const isOne = others.length === 0;
  useEffect(() => {
    if (!isOne) return;
    let isOver = false;
    void Promise.all([api.transcripts.list({ meetingId }), api.summaries.list({ meetingId })]).then(
      ([{ transcripts }, { summaries }]) => {
        if (!isOver) setHas({ transcript: transcripts.length > 0, summary: summaries.length > 0 });
      },
      // Whether there is something is then told by the preview.
      () => undefined,
    );
    return () => {
      isOver = true;
    };
  }, [api, isOne, meetingId]);
  if (!choices) return null;
  const lacks = (need: 'transcript' | 'summary' | undefined) =>
    need !== undefined && !has[need] ? need : undefined;
  const lackOf = (format: ExportFormat) => lacks(means[format].needs);
  const there = choices.formats.filter((format) => lackOf(format) === undefined);
  const isNone = choices.formats.length === 0;
  const formats: ExportFormat[] = isNone || there.length > 0 ? there : ['pdf'];
  return {
    choices,
    formats,
    lacking: isNone
      ? ('formats' as const)
      : appliesTo(formats).parts && choices.parts.length === 0
        ? ('parts' as const)
        : undefined,
    lackOf,
    lackOfPart: (part: Part) => lacks(needOf[part]),
    choose(change: Partial<ExportChoices>): void {
      const exportChoices = { ...choices, ...change };
      setChosen(exportChoices);
      // Without any of them it is no choice yet.
      if (exportChoices.formats.length > 0 && exportChoices.parts.length > 0)
        void settings.update({ exportChoices });
    },
  };
}
