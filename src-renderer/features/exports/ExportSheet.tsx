import { useEffect, useState, type ReactNode } from 'react';
import { useStores } from '../../app/context.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import { Button } from '../../ui/Button.tsx';
import { Calm } from '../../ui/Calm.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Select } from '../../ui/Field.tsx';
import { ChoicesPane } from './ChoicesPane.tsx';
import { CopyMenu } from './CopyMenu.tsx';
import { ExistingQuestion, type Existing } from './ExistingQuestion.tsx';
import { PreviewPane } from './PreviewPane.tsx';
import { optionsOf, type IfThere } from './store.ts';
import { useChoices } from './use-choices.ts';
import './exports.css';

interface ExportSheetProps {
  meetingIds: readonly string[];
  onClose: () => void;
  notices: ReactNode;
}

/** Which files to make of one meeting or several, with a look at how they will begin. */
export function ExportSheet({ meetingIds, onClose, notices }: ExportSheetProps) {
  const { api, exports, toasts } = useStores();
  const own = useChoices(meetingIds);
  const [canChoose, setCanChoose] = useState(false);
  const [seen, setSeen] = useState<string>();
  const [existing, setExisting] = useState<Existing | null>(null);
  const [isBusy, setBusy] = useState(false);
  const { t, language } = useLocale();
  useEffect(() => {
    // Where it is not known, files are downloads.
    api.exports.canChoose().then(
      (host) => {
        setCanChoose(host.canChoose);
      },
      () => undefined,
    );
  }, [api]);
  if (!own) return null;
  const { choices, formats, lacking } = own;
  const [meetingId = '', ...others] = meetingIds;
  const isMany = others.length > 0 || formats.length > 1;
  const options = optionsOf(choices, language);
  const order = { ...options, meetingIds: [...meetingIds], formats, zip: choices.zip && isMany };
  const previewed = formats.find((format) => format === seen) ?? formats[0] ?? 'pdf';

  const busily = (work: () => Promise<void>) => {
    if (isBusy) return;
    setBusy(true);
    void work().finally(() => {
      setBusy(false);
    });
  };
  const start = async (folder: string, ifThere: IfThere) => {
    if (await exports.start(order, folder, ifThere)) onClose();
    else setExisting(null);
  };
  async function begin(): Promise<void> {
    if (!canChoose) {
      if (await exports.send(order)) onClose();
      return;
    }
    await toasts.attempt('export', async () => {
      const { folder } = await api.exports.chooseFolder();
      if (folder === null) return;
      const { zip } = order;
      const found = await api.exports.existing({ meetingIds: order.meetingIds, formats, folder, zip });
      if (found.count > 0) setExisting({ ...found, folder, zip });
      else await start(folder, 'keepBoth');
    });
  }
  const title = others.length > 0 ? t('exports.sheetOf', { count: meetingIds.length }) : t('exports.sheet');
  return (
    <Dialog title={title} size="large" onClose={onClose}>
      <form
        className="export"
        onSubmit={(event) => {
          event.preventDefault();
          if (!lacking) busily(begin);
        }}
      >
        <div className="export-body">
          <ChoicesPane own={own} canZip={canChoose && isMany} />
          <div className="export-look">
            {formats.length > 1 && (
              <Select
                label={t('exports.previewOf')}
                value={previewed}
                options={formats.map((value) => ({ value, label: t(`exports.format.${value}`) }))}
                onPick={setSeen}
              />
            )}
            {lacking ? (
              <Calm title={t(`exports.lacking.${lacking}`)} />
            ) : (
              <PreviewPane meetingId={meetingId} format={previewed} options={options} />
            )}
          </div>
        </div>
        {existing ? (
          <ExistingQuestion
            existing={existing}
            onAnswer={(ifThere) => {
              busily(() => start(existing.folder, ifThere));
            }}
            onCancel={() => {
              setExisting(null);
            }}
          />
        ) : (
          <footer className="export-foot">
            {others.length === 0 && !lacking && <CopyMenu meetingId={meetingId} options={options} />}
            {!canChoose && isMany && <p className="export-goes">{t('exports.asZip')}</p>}
            <Button onClick={onClose}>{t('common.cancel')}</Button>
            <Button look="main" type="submit" aria-disabled={isBusy || lacking !== undefined} data-start>
              {t(isBusy ? 'exports.busy' : 'exports.start')}
            </Button>
          </footer>
        )}
      </form>
      {notices}
    </Dialog>
  );
}
