import { useEffect, useState } from 'react';
import { useLayout, useList, useSidebar, useStores } from '../../app/context.ts';
import { isTyping } from '../../app/is-typing.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import { Icon } from '../../ui/Icon.tsx';
import { gather, hasFiles, isEmpty, parted, sorted, type Gathered } from './gather.ts';
import './imports.css';

const INPUT_ID = 'import-files';

/** Opens the system's own dialog. */
export function chooseFiles(): void {
  document.getElementById(INPUT_ID)?.click();
}

/** What the dialog offers first; a person may choose any file all the same. */
const accepted =
  'audio/*,video/*,.m4a,.mp3,.wav,.flac,.ogg,.oga,.opus,.aac,.aif,.aiff,.caf,.wma,.amr,.ac3,.mka,.mkv,.mov,.mp4,.webm,.avi,.3gp';

/** The whole window takes files: dropped, pasted, or chosen in the system's dialog. */
export function DropTarget() {
  const { imports, models, layout, toasts } = useStores();
  const [isOver, setOver] = useState(false);
  const isCovered = useLayout(({ dialog }) => dialog !== null);
  const view = useList((state) => state.view);
  const folder = useSidebar(({ folders }) =>
    view.kind === 'folder' ? folders.find(({ id }) => id === view.id) : undefined,
  );
  const folderId = folder?.id ?? null;
  const { t } = useLocale();

  useEffect(() => {
    const add = async (gathering: Gathered | Promise<Gathered>) => {
      try {
        const { modelFiles, others } = parted(await gathering);
        if (!isEmpty(modelFiles)) {
          layout.ask({ kind: 'settings', page: 'models' });
          void models.importFiles(modelFiles);
          if (isEmpty(others)) return;
        }
        await imports.add(others, folderId);
      } catch (error) {
        toasts.failed(error, 'imports');
      }
    };
    const over = (event: DragEvent) => {
      if (!hasFiles(event.dataTransfer)) return;
      // Without this the browser would leave the app and show the file.
      event.preventDefault();
      if (event.dataTransfer) event.dataTransfer.dropEffect = isCovered ? 'none' : 'copy';
      setOver(!isCovered);
    };
    const leave = (event: DragEvent) => {
      if (event.relatedTarget === null) setOver(false);
    };
    const drop = (event: DragEvent) => {
      setOver(false);
      const { dataTransfer } = event;
      if (!dataTransfer || !hasFiles(dataTransfer)) return;
      event.preventDefault();
      if (!isCovered) void add(gather(dataTransfer));
    };
    const paste = ({ clipboardData, target }: ClipboardEvent) => {
      if (!clipboardData || isCovered || isTyping(target) || clipboardData.files.length === 0) return;
      void add(sorted([...clipboardData.files]));
    };
    const events = new AbortController();
    const { signal } = events;
    for (const name of ['dragenter', 'dragover'] as const) window.addEventListener(name, over, { signal });
    window.addEventListener('dragleave', leave, { signal });
    window.addEventListener('drop', drop, { signal });
    window.addEventListener('paste', paste, { signal });
    return () => {
      events.abort();
    };
  }, [imports, models, layout, toasts, folderId, isCovered]);

  return (
    <>
      <input
        type="file"
        id={INPUT_ID}
        multiple
        hidden
        accept={accepted}
        aria-label={t('imports.choose')}
        onChange={({ target }) => {
          void imports.add(sorted([...(target.files ?? [])]), folderId);
          // So that the same file can be chosen again.
          target.value = '';
        }}
      />
      {isOver && (
        <div className="drop" role="status">
          <p className="drop-card">
            <Icon name="import" />
            <span dir="auto">
              {folder ? t('imports.dropInto', { name: folder.name }) : t('imports.drop')}
            </span>
          </p>
        </div>
      )}
    </>
  );
}
