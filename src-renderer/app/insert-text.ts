/** As if it were typed, where the focus is: events and all. Nothing has taken its place yet. */
export const insertText = (text: string) =>
  // eslint-disable-next-line @typescript-eslint/no-deprecated
  text !== '' && document.execCommand('insertText', false, text);
