export const logLevelTexts = {
  debug: 'logs.debug',
  info: 'logs.info',
  warn: 'logs.warn',
  error: 'logs.error',
} as const;
