import { useEffect, useState } from 'react';
import { useStores } from '../../app/context.ts';

/** The library's people, offered to a field for a name. */
export function PeopleList({ id, typed }: { id: string; typed: string }) {
  const { speakers } = useStores();
  const [offered, setOffered] = useState<readonly string[]>([]);
  useEffect(() => {
    let isOld = false;
    speakers.namesLike(typed.trim()).then(
      (people) => {
        if (!isOld) setOffered(people.map(({ name }) => name));
      },
      // One can type a name without being offered any.
      () => undefined,
    );
    return () => {
      isOld = true;
    };
  }, [speakers, typed]);
  return (
    <datalist id={id}>
      {offered.map((name) => (
        <option key={name} value={name} />
      ))}
    </datalist>
  );
}
