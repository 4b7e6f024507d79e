import { useEffect, useState } from 'react';
import { flushSync } from 'react-dom';

/** On paper all is seen at once. */
export function useIsPrinting(): boolean {
  const [isPrinting, setPrinting] = useState(false);
  useEffect(() => {
    const print = matchMedia('print');
    const follow = ({ matches }: MediaQueryListEvent) => {
      // The page is laid out for paper as soon as this has been told.
      flushSync(() => {
        setPrinting(matches);
      });
    };
    print.addEventListener('change', follow);
    return () => {
      print.removeEventListener('change', follow);
    };
  }, []);
  return isPrinting;
}
