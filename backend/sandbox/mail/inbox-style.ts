/** Look of the inbox pages: the brand's tokens, light and dark. */
export const INBOX_CSS = `
@font-face { font-family: 'Space Grotesk'; font-weight: 500 700; src: url('/fonts/heading.woff2') format('woff2'); }
@font-face { font-family: 'IBM Plex Sans'; font-weight: 400; src: url('/fonts/body.woff2') format('woff2'); }
@font-face { font-family: 'IBM Plex Mono'; font-weight: 400; src: url('/fonts/code.woff2') format('woff2'); }
:root {
  color-scheme: light dark;
  --page: light-dark(#e6edf5, #060b14); --card: light-dark(#ffffff, #1c2433); --text: light-dark(#0b1b3b, #e6edf5);
  --soft: light-dark(#44536f, #a3b1c6); --line: light-dark(#c9d5e3, #2d3950); --link: light-dark(#0b6076, #37cbea); --focus: light-dark(#0b6076, #37cbea);
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--text); font: 16px/1.6 'IBM Plex Sans', system-ui, sans-serif; }
header { background: #0b1b3b; color: #e6edf5; padding: 1rem clamp(1rem, 4vw, 3rem); display: flex; gap: 1rem; align-items: baseline; flex-wrap: wrap; }
header a { color: inherit; text-decoration: none; }
h1, h2 { font-family: 'Space Grotesk', system-ui, sans-serif; letter-spacing: -0.02em; line-height: 1.2; margin: 0; }
header h1 { font-size: 1.25rem; } header p { margin: 0; color: #a9bbd6; }
main { max-width: 72rem; margin: 0 auto; padding: 1.5rem clamp(1rem, 4vw, 3rem); }
a { color: var(--link); } :focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; border-radius: 4px; }
form.search { display: flex; gap: .75rem; flex-wrap: wrap; align-items: end; margin-bottom: 1rem; }
label { display: grid; font-size: .875rem; color: var(--soft); }
input { font: inherit; padding: .4rem .6rem; border: 1px solid var(--soft); border-radius: 8px; background: var(--card); color: var(--text); }
button { font: inherit; padding: .4rem .9rem; border: 1px solid var(--soft); border-radius: 8px; background: transparent; color: var(--text); cursor: pointer; }
.card { background: var(--card); border: 1px solid var(--line); border-radius: 12px; overflow: auto; }
table { width: 100%; border-collapse: collapse; } th, td { text-align: left; padding: .6rem 1rem; border-bottom: 1px solid var(--line); vertical-align: top; }
tr:last-child td { border-bottom: 0; } th { font-size: .8125rem; color: var(--soft); font-weight: 400; }
time, code, pre, td.mono { font-family: 'IBM Plex Mono', ui-monospace, monospace; font-size: .875rem; font-variant-numeric: tabular-nums; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; margin: 0; padding: 1rem; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .1rem 1rem; margin: 1rem 0; } dt { color: var(--soft); } dd { margin: 0; overflow-wrap: anywhere; }
nav.tabs { display: flex; gap: .25rem; margin: 1rem 0 .5rem; flex-wrap: wrap; } nav.tabs a { padding: .35rem .8rem; border-radius: 8px; text-decoration: none; }
nav.tabs a[aria-current] { background: var(--card); border: 1px solid var(--line); color: var(--text); }
iframe { width: 100%; height: 70vh; border: 0; background: #fff; display: block; }
.empty { padding: 3rem 1rem; text-align: center; color: var(--soft); }
`;

/** Reloads the list when a mail has come. Tabs, search and deletion work without it. */
export const INBOX_SCRIPT = `
const shown = document.querySelector('[data-newest]')?.dataset.newest;
if (shown !== undefined) setInterval(async () => {
  if (document.hidden || document.activeElement?.tagName === 'INPUT') return;
  try {
    const answer = await fetch('/api/messages' + location.search);
    if (((await answer.json()).items[0]?.id ?? '') !== shown) location.reload();
  } catch { /* the inbox is restarting: the next round asks again */ }
}, 2000);
for (const time of document.querySelectorAll('time')) time.textContent = new Date(time.dateTime).toLocaleString();
`;
