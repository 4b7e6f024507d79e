import { logSentences, type LogEntry, type LogSentence } from '../../../src-main/contract/logs.ts';
import { en, type TextKey } from '../../i18n/en.ts';
import type { Translator } from '../../i18n/translate.ts';

const keys = {
  'library open': 'log.libraryOpen',
  'library not usable': 'log.libraryNotUsable',
  'library closed': 'log.libraryClosed',
  'the daily backup failed': 'log.backupFailed',
  'settings set aside': 'log.settingsSetAside',
  call: 'log.call',
  'call refused': 'log.callRefused',
  'call failed': 'log.callFailed',
  'a query was slow': 'log.slowQuery',
  'the search index could not be written': 'log.indexNotWritten',
  'the search index was damaged and is made anew': 'log.indexDamaged',
  'the engine process ended': 'log.engineEnded',
  'a language model runs on the processor alone': 'log.languageOnProcessor',
  'an import failed': 'log.importFailed',
  'a job failed': 'log.jobFailed',
  'the end of a job was not saved': 'log.jobEndNotSaved',
  'jobs that can not be read were removed': 'log.jobsUnreadable',
  'a model did not arrive': 'log.modelNotArrived',
  'the folder of models could not be tidied': 'log.modelsNotTidied',
  'a sound could not be measured': 'log.soundNotMeasured',
  'where somebody speaks can not be found': 'log.noVoiceDetector',
  'a recording could not be closed': 'log.recordingNotClosed',
  'a recording could not be mended': 'log.recordingNotMended',
  'a recording was found': 'log.recordingFound',
  'a compressed copy was too unlike its original': 'log.copyNotKept',
  'live captions ended': 'log.captionsEnded',
  'live captions wait for a model': 'log.captionsWait',
  'a transcription could not be queued': 'log.notQueued',
  'a helper process ended': 'log.helperEnded',
  'the window process ended': 'log.windowEnded',
  'the page did not load': 'log.pageNotLoaded',
  'the place of the window was not saved': 'log.placeNotSaved',
  'something failed that nobody waited for': 'log.unforeseen',
  'closing took too long': 'log.slowClosing',
  'loopback request refused': 'log.loopbackRefused',
  'a request that would leave the machine was refused': 'log.networkRefused',
  'a message from elsewhere than the page was refused': 'log.messageRefused',
} as const satisfies Record<LogSentence, TextKey>;

const isKnown = (message: string): message is LogSentence => Object.hasOwn(keys, message);

interface Said {
  text: string;
  /** Whether the text is in the language of the window, or as another version wrote it. */
  isTranslated: boolean;
  /** What the text does not tell. */
  fields: [name: string, value: string][];
}

/** A log entry in the language of the window. */
export function sayEntry(t: Translator, { message, fields }: Pick<LogEntry, 'message' | 'fields'>): Said {
  const { count, ...others } = fields;
  const toText = (rest: LogEntry['fields']): Said['fields'] =>
    Object.entries(rest).map(([name, value]) => [name, String(value)]);
  if (!isKnown(message)) return { text: message, isTranslated: false, fields: toText(fields) };
  const key = keys[message];
  const isCounted = typeof en[key] !== 'string';
  if (isCounted && typeof count !== 'number')
    return { text: message, isTranslated: false, fields: toText(fields) };
  return {
    text: t.show({ key, values: { count: isCounted ? Number(count) : 0 } }),
    isTranslated: true,
    fields: toText(isCounted ? others : fields),
  };
}

/** The sentences that hold a text in the language of the window, whatever the count in them. */
export function sentencesWith(t: Translator, text: string): LogSentence[] {
  const wanted = text.trim().toLowerCase();
  if (wanted === '') return [];
  return logSentences.filter((sentence) =>
    [1, 2].some((count) => t.show({ key: keys[sentence], values: { count } }).toLowerCase().includes(wanted)),
  );
}
