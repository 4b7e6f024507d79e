import { useEffect, useMemo } from 'react';
import { Banner } from '../features/connection/Banner.tsx';
import { Trouble } from '../features/library/Trouble.tsx';
import { PlayingBar } from '../features/player/PlayingBar.tsx';
import { usePlayerKeys } from '../features/player/use-player-keys.ts';
import { RecordingBar } from '../features/recorder/RecordingBar.tsx';
import { Captions } from '../features/speech/Captions.tsx';
import { Toasts } from '../features/toasts/Toasts.tsx';
import { createLocale, LocaleContext } from '../i18n/locale-context.ts';
import { chooseLocale } from '../i18n/translate.ts';
import { useLayout, useLibrary, useSettings } from './context.ts';
import { Dialogs } from './Dialogs.tsx';
import { Frame } from './Frame.tsx';
import { keepFocus } from './landing.ts';
import { useShortcuts } from './use-shortcuts.ts';
import './app.css';

export function App() {
  const settings = useSettings((state) => state.settings);
  const library = useLibrary((state) => state.status);
  const dialog = useLayout((state) => state.dialog);
  const theme = settings?.theme ?? 'system';
  const setting = settings?.language ?? 'system';
  const locale = useMemo(() => {
    const { language, locale: tag } = chooseLocale(setting, navigator.languages);
    return createLocale(language, tag);
  }, [setting]);

  useEffect(() => {
    document.documentElement.lang = locale.language;
  }, [locale]);
  useEffect(() => {
    const { dataset } = document.documentElement;
    if (theme === 'system') delete dataset.theme;
    else dataset.theme = theme;
  }, [theme]);
  useShortcuts(library?.state === 'open');
  usePlayerKeys(library?.state === 'open');
  useEffect(keepFocus, []);

  const isLoaded = settings !== null && library !== null;
  return (
    <LocaleContext value={locale}>
      <div className="app">
        <Banner />
        <RecordingBar />
        <Captions />
        {!isLoaded && <p className="app-loading">{locale.t('app.loading')}</p>}
        {isLoaded && (library.state === 'open' ? <Frame /> : <Trouble status={library} />)}
        {isLoaded && library.state === 'open' && <PlayingBar />}
      </div>
      {isLoaded && <Dialogs />}
      {!dialog && <Toasts />}
    </LocaleContext>
  );
}
