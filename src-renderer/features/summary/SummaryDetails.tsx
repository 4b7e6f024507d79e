import { useLocale } from '../../i18n/locale-context.ts';
import { Details } from '../../ui/Details.tsx';
import { languageName } from '../speech/languages.ts';
import { useTemplateName } from '../templates/use-templates.ts';
import { useTranscript } from '../transcript/use-transcript.ts';
import { methodOf } from './method.ts';
import { useSummary } from './use-summary.ts';

/** Where a summary comes from: who wrote it, of which transcript, with what template, and how. */
export function SummaryDetails({ id, onClose }: { id: string; onClose: () => void }) {
  const summary = useSummary(({ versions }) => versions.find((one) => one.id === id));
  const transcripts = useTranscript(({ versions }) => versions);
  const nameOf = useTemplateName();
  const { t, format, language } = useLocale();
  if (!summary) return null;
  const { provenance, transcriptId, createdAt, completedAt } = summary;
  const { modelName, device, contextTokens, promptTokens, parts, cutShort } = provenance;
  const source = transcripts.find((one) => one.id === transcriptId);
  const number = (value: number | null) => value !== null && format.number(value);
  const rows: [name: string, value: string | false][] = [
    [t('summary.method'), methodOf(t, provenance)],
    [t('transcript.model'), modelName ?? false],
    [t('summary.device'), device ?? false],
    [
      t('meeting.transcript'),
      source ? t('transcript.version', { version: source.version }) : t('summary.sourceGone'),
    ],
    [t('summary.template'), nameOf({ id: provenance.templateId, name: provenance.templateName })],
    [t('summary.length'), t(`summary.length.${provenance.length}`)],
    [
      t('summary.language'),
      provenance.language === null ? t('summary.asSpoken') : languageName(language, provenance.language),
    ],
    [t('summary.parts'), number(parts)],
    [t('summary.contextTokens'), number(contextTokens)],
    [t('summary.promptTokens'), number(promptTokens)],
    [t('summary.cutShort'), number(cutShort ?? null)],
    [t('transcript.made'), format.compact(completedAt ?? createdAt)],
    [t('diagnostics.app'), provenance.appVersion],
    [t('transcript.checksum'), provenance.modelSha256 ?? false],
  ];
  return <Details title={t('summary.details')} rows={rows} onClose={onClose} />;
}
