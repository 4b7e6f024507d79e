import { useEffect, useId, useState } from 'react';
import { useStores } from '../../app/context.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Select } from '../../ui/Field.tsx';
import { VirtualRows } from '../../ui/VirtualRows.tsx';
import { clock } from '../player/clock.ts';
import { useTranscript } from '../transcript/use-transcript.ts';
import './versions.css';

type Parts = Awaited<ReturnType<ReturnType<typeof useStores>['api']['transcripts']['compare']>>['parts'];

/** The shown version and another, word by word: what only one of them has is marked. */
export function CompareSheet({ onClose }: { onClose: () => void }) {
  const { api, toasts, transcripts } = useStores();
  const shown = useTranscript((state) => state.shown);
  const others = useTranscript((state) => state.versions).filter(({ id }) => id !== shown?.id);
  const [picked, setPicked] = useState<string | null>(null);
  const [parts, setParts] = useState<{ of: string; parts: Parts } | null>(null);
  const selectId = useId();
  const { t } = useLocale();
  const id = shown?.id;
  const otherId = picked ?? others[0]?.id;

  useEffect(() => {
    if (id === undefined || otherId === undefined) return;
    const own = new AbortController();
    api.transcripts.compare({ id, otherId }, { signal: own.signal }).then(
      (found) => {
        setParts({ of: otherId, parts: found.parts });
      },
      (error: unknown) => {
        if (!own.signal.aborted) toasts.failed(error, 'compare');
      },
    );
    return () => {
      own.abort();
    };
  }, [api, toasts, id, otherId]);
  const known = parts?.of === otherId ? parts?.parts : undefined;
  const nameOf = (version: number) => t('transcript.version', { version });
  const other = others.find((one) => one.id === otherId);
  const differing = known?.filter((part) => part.text !== part.other).length ?? 0;
  return (
    <Dialog title={t('versions.compare')} size="large" onClose={onClose}>
      <div className="compare-head">
        <label htmlFor={selectId}>{t('versions.with', { version: nameOf(shown?.version ?? 0) })}</label>
        <Select
          id={selectId}
          value={otherId ?? ''}
          options={others.map(({ id: value, version, provenance }) => ({
            value,
            label: `${nameOf(version)} · ${provenance.modelName}`,
          }))}
          onPick={setPicked}
        />
        <p role="status">{known && t('versions.differences', { count: differing })}</p>
        {other && (
          <Button
            onClick={() => {
              onClose();
              void transcripts.choose(other.id);
            }}
          >
            {t('versions.use', { version: nameOf(other.version) })}
          </Button>
        )}
      </div>
      {known && (
        <VirtualRows label={t('versions.compare')} ids={known.map((_, at) => String(at))} rowHeight={40}>
          {(_, index) => {
            const part = known[index];
            if (!part) return null;
            return (
              <div className="compare-part" data-same={part.text === part.other || undefined}>
                <span className="tabular">{clock(part.startMs, known.at(-1)?.endMs)}</span>
                <p dir="auto">{part.text === part.other ? part.text : <del>{part.text || '–'}</del>}</p>
                {part.text !== part.other && (
                  <p dir="auto">
                    <ins>{part.other || '–'}</ins>
                  </p>
                )}
              </div>
            );
          }}
        </VirtualRows>
      )}
    </Dialog>
  );
}
