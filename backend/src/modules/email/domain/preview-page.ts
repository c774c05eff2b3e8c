/** How the reader's system is set. */
export type Scheme = 'light' | 'dark';

const ALWAYS = '(min-width: 0px)';
const NEVER = '(max-width: 0px)';

/**
 * A mail as a page to be framed, as a reader with this setting sees it, whatever the viewer's own setting is: a frame has no other way to
 * be told. Links open nowhere: the frame is a sandbox, and a new tab is what it may not open.
 */
export function previewPage(html: string, scheme: Scheme): string {
  const other: Scheme = scheme === 'dark' ? 'light' : 'dark';
  return html
    .replace(query(scheme), ALWAYS)
    .replace(query(other), NEVER)
    .replace(/(<meta name="(?:supported-)?color-schemes?" content=")[a-z ]+(")/g, `$1${scheme}$2`)
    .replace(/(color-scheme:\s*)light dark/g, `$1${scheme}`)
    .replace(/<head>/, '<head><base target="_blank">');
}

const query = (scheme: Scheme): RegExp => new RegExp(`\\(\\s*prefers-color-scheme:\\s*${scheme}\\s*\\)`, 'g');
