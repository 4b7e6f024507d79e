import { useLocale } from '../../i18n/locale-context.ts';
import { Details } from '../../ui/Details.tsx';
import { languageName } from '../speech/languages.ts';
import { beamText } from '../speech/thoroughness.ts';
import { useReach } from './use-reach.ts';
import { useTranscript } from './use-transcript.ts';

/** Where a transcript comes from: engine, device, model and its checksum, settings, version of the app. */
export function TranscriptDetails({ id, onClose }: { id: string; onClose: () => void }) {
  const version = useTranscript(({ versions }) => versions.find((one) => one.id === id));
  const reach = useReach();
  const { t, format, language } = useLocale();
  if (!version) return null;
  const { provenance, wordCount, confidence, createdAt, completedAt } = version;
  const { options } = provenance;
  const yes = (is: boolean | undefined) => is !== undefined && t(is ? 'transcript.yes' : 'transcript.no');
  const rows: [name: string, value: string | false][] = [
    [t('transcript.unfinished'), version.state === 'partial' && reach],
    [t('transcript.model'), provenance.modelName],
    [t('transcript.engine'), [provenance.engine, provenance.device].filter(Boolean).join(' · ')],
    [t('speech.language'), version.language !== null && languageName(language, version.language)],
    [t('speech.translate'), yes(options.translate)],
    [t('speech.skipSilence'), yes(options.skipSilence)],
    [t('speech.thoroughness'), options.beamSize !== undefined && beamText(t, options.beamSize)],
    [t('transcript.prompt'), options.prompt ?? false],
    [t('transcript.leftOut'), provenance.leftOut ?? false],
    [t('transcript.words'), format.number(wordCount)],
    [t('transcript.confidence'), confidence !== null && format.percent(confidence)],
    [t('transcript.made'), format.compact(completedAt ?? createdAt)],
    [t('diagnostics.app'), provenance.appVersion],
    [t('transcript.checksum'), provenance.modelSha256],
  ];
  return <Details title={t('transcript.details')} rows={rows} onClose={onClose} />;
}
