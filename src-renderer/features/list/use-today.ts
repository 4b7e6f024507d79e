import { useEffect, useState } from 'react';
import { dayOf } from '../../i18n/format.ts';

const MINUTE = 60_000;

/** The present day, also in a window that stays open past midnight or over a sleep of the machine. */
export function useToday(): number {
  const [today, setToday] = useState(() => dayOf(Date.now()));
  useEffect(() => {
    const timer = setInterval(() => {
      setToday(dayOf(Date.now()));
    }, MINUTE);
    return () => {
      clearInterval(timer);
    };
  }, []);
  return today;
}
