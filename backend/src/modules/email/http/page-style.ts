/** The brand's tokens (shared-ui/src/styles/tokens.css) on pages without script: one column, light and dark, from 320 px. */
export const PAGE_STYLE = `:root {
  color-scheme: light dark;
  --page: #e6edf5; --card: #ffffff; --line: #cdd8e5; --text: #0b1b3b; --soft: #48566f; --link: #07627a; --edge: #76859e;
  --good: #0a6245; --good-page: #d5f3e6;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #060b14; --card: #1c2433; --line: #2d3a50; --text: #e6edf5; --soft: #a9b7ca; --link: #37cbea; --edge: #7f90aa;
    --good: #7be6bf; --good-page: #0d3427;
  }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--text); font: 16px/1.6 'IBM Plex Sans', 'Segoe UI', system-ui, sans-serif; overflow-wrap: anywhere; }
header { display: flex; align-items: center; gap: .75rem; background: #0b1b3b; color: #e6edf5; padding: 1rem max(1.25rem, calc(50% - 18rem)); }
header p { margin: 0; font: 600 1.25rem/1.2 'Space Grotesk', 'Segoe UI', system-ui, sans-serif; letter-spacing: -.01em; }
header svg { stroke: #37cbea; stroke-width: 3; stroke-linecap: round; fill: none; }
main { width: min(36rem, 100% - 1rem); margin: 1.5rem auto; padding: clamp(1.25rem, 5vw, 2.5rem); background: var(--card); border: 1px solid var(--line); border-radius: 12px; }
h1, h2, legend { font-family: 'Space Grotesk', 'Segoe UI', system-ui, sans-serif; letter-spacing: -.02em; line-height: 1.2; }
h1 { font-size: 1.625rem; margin: 0 0 1rem; }
h2, legend { font-size: 1.125rem; font-weight: 600; }
h2 { margin: 2rem 0 .5rem; }
p { margin: 0 0 1rem; }
a { color: var(--link); }
form { margin: 1.5rem 0; }
button { font: 600 1rem/1.2 'IBM Plex Sans', 'Segoe UI', system-ui, sans-serif; padding: .9rem 1.5rem; border-radius: 8px; cursor: pointer; }
.cta { background: #ff7a3d; color: #1d0b02; border: 1px solid transparent; }
.plain { background: transparent; color: var(--text); border: 1px solid var(--edge); }
.buttons { display: flex; flex-wrap: wrap; gap: .75rem; margin-top: 1.25rem; }
:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
fieldset { border: 0; margin: 0; padding: 0; }
legend { padding: 0; margin-bottom: .5rem; }
.choice { display: grid; grid-template-columns: 1.5rem 1fr; column-gap: .75rem; padding: .9rem 0; border-top: 1px solid var(--line); }
.choice input { width: 1.5rem; height: 1.5rem; margin: 0; accent-color: var(--link); }
.choice label { font-weight: 600; }
.choice p { grid-column: 2; margin: .15rem 0 0; color: var(--soft); font-size: .9375rem; }
dl { margin: 0; }
dt { font-weight: 600; } dd { margin: 0 0 .75rem; color: var(--soft); }
.facts { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1.25rem; margin-bottom: 1.25rem; font-variant-numeric: tabular-nums; }
.facts dt { font-weight: 400; color: var(--soft); } .facts dd { margin: 0; color: var(--text); }
.saved { padding: .75rem 1rem; border-radius: 8px; background: var(--good-page); color: var(--good); }
`;
