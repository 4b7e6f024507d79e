import { ExportReport } from '../features/exports/ExportReport.tsx';
import { ExportSheet } from '../features/exports/ExportSheet.tsx';
import { CorrectionSheet } from '../features/find/CorrectionSheet.tsx';
import { RenamePerson } from '../features/list/RenamePerson.tsx';
import { PurgeDialog } from '../features/meetings/PurgeDialog.tsx';
import { Palette } from '../features/palette/Palette.tsx';
import { DetailsDialog } from '../features/player/DetailsDialog.tsx';
import { RemoveSoundDialog } from '../features/player/RemoveSoundDialog.tsx';
import { StartSheet } from '../features/recorder/StartSheet.tsx';
import { SettingsDialog } from '../features/settings/SettingsDialog.tsx';
import { ShortcutsDialog } from '../features/shortcuts/ShortcutsDialog.tsx';
import { NewSpeakerDialog } from '../features/speakers/NewSpeakerDialog.tsx';
import { RemoveSummary } from '../features/summary/RemoveSummary.tsx';
import { SummarizeSheet } from '../features/summary/SummarizeSheet.tsx';
import { SummaryDetails } from '../features/summary/SummaryDetails.tsx';
import { Toasts } from '../features/toasts/Toasts.tsx';
import { RedoSheet } from '../features/transcript/RedoSheet.tsx';
import { RemoveTranscript } from '../features/transcript/RemoveTranscript.tsx';
import { TranscribeSheet } from '../features/transcript/TranscribeSheet.tsx';
import { TranscriptDetails } from '../features/transcript/TranscriptDetails.tsx';
import { CompareSheet } from '../features/versions/CompareSheet.tsx';
import { HistorySheet } from '../features/versions/HistorySheet.tsx';
import { Tour } from '../features/welcome/Tour.tsx';
import { useLayout, useStores } from './context.ts';

export function Dialogs() {
  const { layout } = useStores();
  const dialog = useLayout((state) => state.dialog);
  if (!dialog) return null;
  // While a dialog is open everything outside it is inert, so notices are shown inside.
  const notices = <Toasts />;
  switch (dialog.kind) {
    case 'settings':
      return <SettingsDialog page={dialog.page ?? 'general'} onClose={layout.dismiss} notices={notices} />;
    case 'shortcuts':
      return <ShortcutsDialog onClose={layout.dismiss} />;
    case 'palette':
      return <Palette onClose={layout.dismiss} />;
    case 'tour':
      return <Tour onClose={layout.dismiss} />;
    case 'soundDetails':
      return <DetailsDialog meetingId={dialog.meetingId} onClose={layout.dismiss} />;
    case 'removeSound':
      return <RemoveSoundDialog meetingId={dialog.meetingId} onClose={layout.dismiss} />;
    case 'transcribe':
      return <TranscribeSheet meetingId={dialog.meetingId} onClose={layout.dismiss} />;
    case 'redo':
      return <RedoSheet span={dialog} onClose={layout.dismiss} />;
    case 'transcriptDetails':
      return <TranscriptDetails id={dialog.transcriptId} onClose={layout.dismiss} />;
    case 'removeTranscript':
      return <RemoveTranscript id={dialog.transcriptId} onClose={layout.dismiss} />;
    case 'newSpeaker':
      return <NewSpeakerDialog {...dialog} onClose={layout.dismiss} />;
    case 'summarize':
      return <SummarizeSheet meetingId={dialog.meetingId} onClose={layout.dismiss} />;
    case 'summaryDetails':
      return <SummaryDetails id={dialog.summaryId} onClose={layout.dismiss} />;
    case 'removeSummary':
      return <RemoveSummary id={dialog.summaryId} onClose={layout.dismiss} />;
    case 'export':
      return <ExportSheet meetingIds={dialog.meetingIds} onClose={layout.dismiss} notices={notices} />;
    case 'exportReport':
      return <ExportReport jobId={dialog.jobId} onClose={layout.dismiss} notices={notices} />;
    case 'correction':
      return <CorrectionSheet correction={dialog.correction} onClose={layout.dismiss} />;
    case 'compare':
      return <CompareSheet onClose={layout.dismiss} />;
    case 'history':
      return <HistorySheet meetingId={dialog.meetingId} onClose={layout.dismiss} />;
    case 'renamePerson':
      return <RenamePerson onClose={layout.dismiss} />;
    case 'record':
      return <StartSheet onClose={layout.dismiss} />;
    case 'purge':
    case 'emptyTrash':
      return <PurgeDialog dialog={dialog} onClose={layout.dismiss} />;
  }
}
