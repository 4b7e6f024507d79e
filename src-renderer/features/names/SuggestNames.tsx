import { useStores } from '../../app/context.ts';
import { useLocale } from '../../i18n/locale-context.ts';
import { Icon } from '../../ui/Icon.tsx';
import { hasEnded, isOfNames } from '../queue/states.ts';
import { useJobOf } from '../queue/use-queue.ts';
import { useNames } from './use-names.ts';

/** Looks for names, or opens what was found. */
export function SuggestNames({ meetingId }: { meetingId: string }) {
  const { names } = useStores();
  const count = useNames(({ proposals }) => proposals.length);
  const isOpen = useNames((state) => state.isOpen);
  const job = useJobOf(meetingId, isOfNames);
  const { t } = useLocale();
  const isLooking = job !== undefined && !hasEnded(job);
  const hasFound = count > 0 && !isLooking;
  return (
    <button
      type="button"
      id="suggest-names"
      className="speaker-add"
      aria-disabled={isLooking}
      aria-expanded={hasFound ? isOpen : undefined}
      onClick={() => {
        if (hasFound) names.show(!isOpen);
        else if (!isLooking) void names.suggest(meetingId);
      }}
    >
      <Icon name="person" />
      <span>
        {isLooking ? t('names.looking') : hasFound ? t('names.found', { count }) : t('names.suggest')}
      </span>
    </button>
  );
}
