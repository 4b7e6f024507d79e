import type { Changed } from '../../../contract/edits.ts';
import type { LanguageModel } from '../model/language-model.ts';
import type { SummaryParts } from '../parts.ts';

/** What names need of the rest of the app, beside what summaries do. */
export interface NameParts extends SummaryParts {
  /** Left out: what the settings say. Throws `no_model`. Without `open` there are rules alone. */
  findModel(modelId?: string): {
    modelId: string;
    open?: ((signal: AbortSignal) => Promise<LanguageModel>) | undefined;
  };
  /** Of a speaker: a step that can be undone. */
  rename(id: string, name: string): Changed;
}
