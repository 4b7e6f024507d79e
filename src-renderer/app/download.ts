interface FileContent {
  name: string;
  mediaType: string;
  data: Uint8Array;
}

/** Hands a file to the person the way a browser does; in Electron the host asks where to. */
export function download({ name, mediaType, data }: FileContent): void {
  const url = URL.createObjectURL(new Blob([new Uint8Array(data)], { type: mediaType }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser takes hold of the content when the click is handled, not at once.
  setTimeout(() => {
    URL.revokeObjectURL(url);
  }, 10_000);
}
