/** The pages' one stylesheet: brand tokens, light and dark, no font or image from anywhere. */
export const STYLE = `
:root {
  color-scheme: light dark;
  --page: #e6edf5; --card: #ffffff; --ink: #0b1b3b; --soft: #47546b; --line: #8493aa; --rule: #cfd9e6;
  --link: #0a6076; --focus: #0a6076; --action: #ff7a3d; --action-ink: #060b14; --banner: #0b1b3b; --banner-ink: #e6edf5;
  --bad: #b3261e; --bad-fill: #fdecea; --good: #0c6b49; --good-fill: #e1f7ee;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #060b14; --card: #1c2433; --ink: #e6edf5; --soft: #b3c0d3; --line: #7c8ca6; --rule: #36445c;
    --link: #37cbea; --focus: #37cbea; --banner: #0b1b3b; --bad: #ffb4ab; --bad-fill: #3b1a1a; --good: #2ed59d; --good-fill: #0e3327;
  }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--ink); font: 16px/1.55 'IBM Plex Sans', system-ui, sans-serif; }
h1, h2 { font-family: 'Space Grotesk', 'IBM Plex Sans', system-ui, sans-serif; letter-spacing: -0.02em; line-height: 1.2; margin: 0 0 0.5rem; }
h1 { font-size: 1.6rem; } h2 { font-size: 1.15rem; margin-top: 1.75rem; }
p { margin: 0 0 1rem; }
a { color: var(--link); }
code, .figures, td { font-variant-numeric: tabular-nums; }
code { font-family: 'IBM Plex Mono', ui-monospace, monospace; font-size: 0.9em; overflow-wrap: anywhere; }
:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; }
h2:first-child { margin-top: 0; }
::placeholder { color: var(--soft); opacity: 1; }
.banner { margin: 0; padding: 0.6rem 1rem; text-align: center; background: var(--banner); color: var(--banner-ink); border-bottom: 3px solid #37cbea; }
main { margin: 0 auto; padding: 1.5rem 1rem 3rem; }
main.narrow { max-width: 34rem; } main.wide { max-width: 80rem; }
.card { background: var(--card); border: 1px solid var(--rule); border-radius: 14px; padding: 1.5rem; margin-bottom: 1.25rem; }
.amount { font-family: 'Space Grotesk', system-ui, sans-serif; font-size: 2.2rem; font-weight: 600; letter-spacing: -0.03em; margin: 0 0 0.75rem; }
.amount small { font-size: 1rem; font-weight: 400; letter-spacing: 0; }
.soft { color: var(--soft); }
.field { margin-bottom: 1rem; }
.row { display: grid; grid-template-columns: 1fr 1fr; gap: 1rem; }
label { display: block; font-weight: 600; margin-bottom: 0.3rem; }
input, select { width: 100%; min-height: 2.9rem; padding: 0.5rem 0.75rem; font: inherit; color: var(--ink); background: var(--card); border: 1px solid var(--line); border-radius: 9px; }
input[aria-invalid='true'] { border: 2px solid var(--bad); }
.error { color: var(--bad); margin: 0.3rem 0 0; font-size: 0.95rem; }
.alert { background: var(--bad-fill); color: var(--bad); border: 1px solid var(--bad); border-radius: 9px; padding: 0.75rem 1rem; margin-bottom: 1.25rem; }
.alert :last-child { margin-bottom: 0; }
button { min-height: 3rem; padding: 0.6rem 1.25rem; font: inherit; font-weight: 600; border-radius: 9px; border: 1px solid var(--line); background: transparent; color: var(--ink); cursor: pointer; }
button.primary { width: 100%; background: var(--action); border-color: var(--action); color: var(--action-ink); }
button.small { min-height: 2rem; padding: 0.2rem 0.75rem; font-size: 0.9rem; white-space: nowrap; }
button + button { margin-top: 0.75rem; }
button:hover { filter: brightness(1.06); }
.with-button { display: flex; gap: 0.6rem; }
.with-button button { min-height: 2.9rem; white-space: nowrap; }
.actions { display: flex; flex-wrap: wrap; gap: 0.75rem; align-items: center; }
.back { display: inline-block; padding: 0.5rem 0; }
.scroll { overflow-x: auto; }
table { width: 100%; border-collapse: collapse; font-size: 0.95rem; }
th, td { text-align: left; vertical-align: top; padding: 0.5rem 0.6rem; border-bottom: 1px solid var(--rule); }
th { color: var(--soft); font-weight: 600; white-space: nowrap; }
td.number, th.number { text-align: right; white-space: nowrap; }
caption { text-align: left; padding-bottom: 0.4rem; color: var(--soft); }
.state { display: inline-block; padding: 0.05rem 0.55rem; border-radius: 99px; border: 1px solid var(--line); white-space: nowrap; font-size: 0.85rem; }
.state.good { color: var(--good); background: var(--good-fill); border-color: var(--good); }
.state.bad { color: var(--bad); background: var(--bad-fill); border-color: var(--bad); }
summary { cursor: pointer; padding: 0.4rem 0; font-weight: 600; }
@media (max-width: 26rem) { .card { padding: 1.1rem; } .amount { font-size: 1.9rem; } }
@media print { .banner { background: none; color: #000; } }
`;
