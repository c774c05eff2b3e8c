/** How long a browser may take to begin with a download. */
const KEPT_MS = 60_000;

/** Hands a file to the browser's downloads. */
export function saveFile(file: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), KEPT_MS);
}

/** Lets the browser fetch a file that the server hands out as a download; the page stays where it is. */
export function openDownload(url: string): void {
  const link = document.createElement('a');
  link.href = url;
  link.rel = 'noopener';
  // of our own origin: should it be no file after all, it is not shown in the place of the page
  link.download = '';
  link.click();
}
