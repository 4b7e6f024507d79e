import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { connectToCore } from './api.ts';
import { App } from './app/App.tsx';
import { createCommands } from './app/commands/create-commands.ts';
import { CommandsContext, StoresContext } from './app/context.ts';
import { createStores } from './app/create-stores.ts';
import { saveBeforeLeaving } from './app/leaving.ts';
import { createConnectionStore } from './features/connection/store.ts';
import './ui/tokens.css';
import './ui/base.css';

const connectionStore = createConnectionStore();
const connection = connectToCore((isSessionOver) => {
  connectionStore.setState({ isSessionOver });
});
const stores = createStores(connection, connectionStore);
const commands = createCommands(stores);
saveBeforeLeaving(stores);

const root = document.getElementById('root');
if (!root) throw new Error('The page has no root.');
createRoot(root).render(
  <StrictMode>
    <StoresContext value={stores}>
      <CommandsContext value={commands}>
        <App />
      </CommandsContext>
    </StoresContext>
  </StrictMode>,
);
