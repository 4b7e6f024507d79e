import type { Meeting } from '../../../src-main/contract/meetings.ts';
import { MAX_TAGS } from '../../../src-main/contract/meetings.ts';
import { useOpen, useStores } from '../../app/context.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import { Icon } from '../../ui/Icon.tsx';
import { TagInput } from './TagInput.tsx';

export function TagsField({ meeting: { id, tags }, isFixed }: { meeting: Meeting; isFixed: boolean }) {
  const { actions } = useStores();
  const kept = useOpen((state) => state.tags.get(id));
  const { t } = useLocale();
  const remove = (tag: string) => void actions.update(id, { removeTags: [tag] });
  return (
    <div className="tags" role="group" aria-label={t('meeting.tags')}>
      {tags.map((tag) => (
        <span key={tag} className="tag">
          <span className="tag-name" dir="auto">
            {tag}
          </span>
          {!isFixed && (
            <button
              type="button"
              className="tag-remove"
              aria-label={t('meeting.removeTag', { tag })}
              onClick={() => {
                remove(tag);
              }}
            >
              <Icon name="close" />
            </button>
          )}
        </span>
      ))}
      {kept
        ?.filter((tag) => !tags.includes(tag))
        .map((tag) => (
          <span key={tag} className="tag tag-kept" title={t('meeting.unsaved')}>
            <span className="tag-name" dir="auto">
              {tag}
            </span>
          </span>
        ))}
      {!isFixed && tags.length < MAX_TAGS && (
        <TagInput
          id="meeting-tags"
          label={t('meeting.addTag')}
          has={tags}
          onAdd={(tag) => actions.addTag(id, tag)}
          onRemoveLast={() => {
            const last = tags.at(-1);
            if (last !== undefined) remove(last);
          }}
        />
      )}
    </div>
  );
}
