import { contextBridge, ipcRenderer } from 'electron';
import { exposePort } from './expose-port.ts';

exposePort(contextBridge, ipcRenderer);
