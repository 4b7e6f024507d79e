import { contextBridge, ipcRenderer, webUtils } from 'electron';
import { exposePort } from './expose-port.ts';

exposePort(contextBridge, ipcRenderer, webUtils);
