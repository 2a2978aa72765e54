import { theme } from './theme.ts';

const text = `
*, *::before, *::after { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; scroll-padding-top: 1rem; }
body {
  margin: 0; background: var(--page); color: var(--text);
  font: 0.9375rem/1.55 system-ui, -apple-system, "Segoe UI", "Noto Sans", Helvetica, Arial, sans-serif;
  overflow-wrap: anywhere;
}
.page { max-width: 84rem; margin: 0 auto; padding: 1.5rem clamp(1rem, 3vw, 2rem) 4rem; }
h1, h2, h3, h4 { line-height: 1.3; margin: 0; font-weight: 600; text-wrap: balance; }
h1 { font-size: clamp(1.25rem, 2.6vw, 1.625rem); letter-spacing: -0.01em; }
h2 { font-size: 1.25rem; margin: 2.25rem 0 0.75rem; }
h3 { font-size: 1.0625rem; margin: 2rem 0 0.75rem; }
h4 { font-size: 0.9375rem; }
p { margin: 0.5rem 0; }
ul { margin: 0.5rem 0; padding-left: 1.25rem; }
a { color: var(--link); text-decoration-thickness: 1px; text-underline-offset: 0.2em; }
code, kbd { font: 0.8125rem/1.5 ui-monospace, SFMono-Regular, "SF Mono", Menlo, Consolas, "Liberation Mono", monospace; }
kbd { border: 1px solid var(--line); border-radius: 4px; padding: 0 0.35em; color: var(--quiet); background: var(--page); }
blockquote { margin: 0.5rem 0; padding-left: 0.75rem; border-left: 3px solid var(--line); }
.quiet { color: var(--quiet); font-weight: 400; font-size: 0.8125rem; }
.spoken { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; border-radius: 4px; }
[tabindex="-1"]:focus-visible { outline: none; }
`;

const marks = `
.symbol {
  display: inline-grid; place-items: center; width: 1.25em; height: 1.25em; border-radius: 50%; flex: none;
  background: var(--tone); color: var(--page); font-size: 0.8125rem; font-weight: 700; line-height: 1;
}
.mark { color: var(--tone); font-weight: 600; white-space: nowrap; }
.tag {
  display: inline-block; margin-left: 0.5rem; padding: 0 0.5rem; border: 1px solid currentColor; border-radius: 1rem;
  color: var(--quiet); font-size: 0.75rem; font-weight: 500; line-height: 1.5;
}
.hero {
  display: flex; gap: 1rem; align-items: flex-start; padding: 1.25rem 1.5rem; border-radius: 12px;
  background: var(--ground); border: 1px solid var(--line); border-left: 5px solid var(--tone);
}
.hero p { margin: 0.35rem 0 0; }
.hero .quiet { color: var(--text); }
.verdict .symbol { width: 2rem; height: 2rem; font-size: 1.125rem; }
.facts { display: flex; flex-wrap: wrap; gap: 0.5rem 2rem; margin: 0.75rem 0; }
.facts dt { color: var(--quiet); font-size: 0.8125rem; }
.facts dd { margin: 0; }
.ladder { display: flex; list-style: none; margin: 1.5rem 0; padding: 0; }
.step { position: relative; flex: 1; display: flex; gap: 0.75rem; padding-right: 1rem; }
.step > .symbol { width: 1.75rem; height: 1.75rem; font-size: 1rem; position: relative; }
.step:not(:last-child)::before {
  content: ""; position: absolute; top: 0.8rem; left: 1.75rem; right: 0; height: 0.125rem; background: var(--line);
}
.step > div { padding-top: 1.9rem; margin-left: -2.5rem; }
.cards { list-style: none; margin: 0; padding: 0; display: grid; gap: 0.75rem; }
.card {
  padding: 0.9rem 1.1rem; border: 1px solid var(--line); border-left: 4px solid var(--tone); border-radius: 8px; background: var(--raised);
}
.card .quiet { margin-left: 0.35rem; }
.findings { list-style: none; padding: 0; }
.findings li { padding: 0.15rem 0; }
`;

const parts = `
details { border: 1px solid var(--line); border-radius: 8px; margin: 0.75rem 0; }
summary { cursor: pointer; padding: 0.65rem 1rem; border-radius: 8px; }
summary h3, summary h4 { display: inline; margin: 0 0.5rem 0 0.15rem; }
summary:hover { background: var(--raised); }
details[open] > summary { border-bottom: 1px solid var(--line); border-radius: 8px 8px 0 0; }
details > :not(summary):not(.scrolling) { padding: 0.25rem 1rem 0.75rem; margin: 0; }
details > ul { padding-left: 2.25rem !important; }
details.row { border: 0; margin: 0; }
details.row > summary, details.row[open] > summary { padding: 0; border: 0; }
details.row > .row-details { padding: 0.5rem 0 0.25rem; font-weight: 400; max-width: 46rem; }
.scrolling { position: relative; overflow-x: auto; }
table { border-collapse: collapse; width: 100%; min-width: 46rem; overflow-wrap: break-word; }
th, td { padding: 0.5rem 1rem; text-align: left; vertical-align: top; border-bottom: 1px solid var(--line); font-weight: 400; }
thead th { font-size: 0.8125rem; font-weight: 600; color: var(--quiet); white-space: nowrap; background: var(--raised); }
tbody tr:last-child > * { border-bottom: 0; }
tbody th { font-weight: 500; min-width: 9rem; }
.rows tbody th { min-width: 12rem; }
.rows summary code { display: block; margin-left: 1.1em; }
.rows td:last-child { white-space: nowrap; }
.digest { word-break: break-all; }
`;

const fleet = `
.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(9rem, 1fr)); gap: 0.75rem; margin: 1rem 0; }
button, select, input[type="search"] {
  font: inherit; color: inherit; background: var(--page); border: 1px solid var(--line); border-radius: 6px; padding: 0.3rem 0.7rem; min-height: 2.1rem;
}
button { cursor: pointer; }
button:hover:not(:disabled) { background: var(--raised); }
button:disabled { color: var(--quiet); cursor: default; }
.tile { display: grid; justify-items: start; gap: 0.1rem; padding: 0.8rem 1.1rem; border-radius: 10px; border-left: 4px solid var(--tone); }
.tile .number { font-size: 1.625rem; font-weight: 600; line-height: 1.2; font-variant-numeric: tabular-nums; }
[aria-pressed="true"] { background: var(--calm-ground); box-shadow: inset 0 0 0 1px var(--text); }
.common ul { list-style: none; padding: 0; display: grid; gap: 0.4rem; }
.common li { display: grid; grid-template-columns: minmax(11rem, 20rem) minmax(4rem, 1fr) 8rem; gap: 1rem; align-items: center; }
.common button { text-align: left; }
.bar { width: 100%; height: 0.5rem; background: var(--calm-ground); border-radius: 4px; }
.bar rect { fill: var(--link); }
.filters { display: flex; flex-wrap: wrap; gap: 0.75rem 1.25rem; align-items: center; }
.filters label { display: inline-flex; gap: 0.4rem; align-items: center; color: var(--quiet); font-size: 0.875rem; }
.filters select, .filters input { color: var(--text); max-width: 14rem; }
.search input { width: 15rem; }
.fleet { font-variant-numeric: tabular-nums; }
.fleet thead th { padding: 0.45rem 0.75rem; }
.fleet thead button { border: 0; background: none; padding: 0.2rem 0.25rem; margin: -0.2rem -0.25rem; min-height: 0; font-weight: 600; }
.fleet th, .fleet td { padding: 0.45rem 0.75rem; }
.fleet td:nth-child(3) { white-space: nowrap; }
.fleet { min-width: 66rem; }
.fleet tbody tr:hover { background: var(--raised); }
.fleet tbody tr:focus-within { background: var(--calm-ground); }
.stage { white-space: nowrap; }
.stage.target { background: var(--calm-ground); }
.scrolling:has(> .fleet), .scrolling:has(> .graph) { border: 1px solid var(--line); border-radius: 8px; }
.pages { display: flex; gap: 1rem; align-items: center; justify-content: center; margin: 1rem 0; }
dialog {
  width: min(64rem, 96vw); max-width: none; height: 100dvh; max-height: none; margin: 0 0 0 auto; padding: 0 1.75rem 3rem;
  border: 0; border-left: 1px solid var(--line); background: var(--page); color: var(--text); overscroll-behavior: contain;
}
dialog::backdrop { background: rgb(0 0 0 / 45%); }
.dialog-head {
  position: sticky; top: 0; z-index: 1; display: flex; justify-content: space-between; align-items: center; gap: 1rem;
  padding: 1rem 0; background: var(--page); border-bottom: 1px solid var(--line);
}
.dialog-head h2 { margin: 0; }
.close { white-space: nowrap; }
.graph { display: block; }
.graph .box { fill: var(--ground); stroke: var(--tone); }
.graph .current { stroke-width: 3; }
.graph .name { fill: var(--text); font-size: 13px; }
.graph .edge { fill: none; stroke: var(--quiet); stroke-width: 1.25; }
.graph .optional { stroke-dasharray: 4 4; }
.graph .tip { fill: var(--quiet); }
`;

const surroundings = `
@media (max-width: 44rem) {
  .ladder { flex-direction: column; gap: 0.9rem; }
  .step:not(:last-child)::before { top: 1.75rem; bottom: -0.9rem; left: 0.8rem; right: auto; width: 0.125rem; height: auto; }
  .step > div { padding-top: 0; margin-left: 0; }
  .common li { grid-template-columns: 1fr auto; }
  .bar { display: none; }
  .search, .search input { width: 100%; }
  dialog { width: 100vw; padding: 0 1rem 2rem; }
}
@media (prefers-reduced-motion: no-preference) {
  dialog[open] { animation: arrive 0.14s ease-out; }
  @keyframes arrive { from { transform: translateX(2rem); opacity: 0.4; } }
}
@media (forced-colors: active) {
  .symbol { border: 1px solid; }
}
@media print {
  .page { max-width: none; padding: 0; }
  details::details-content { content-visibility: visible; display: block; }
  .filters, .pages, .tiles, .close, kbd { display: none; }
  .scrolling { overflow: visible; }
  table, .fleet { min-width: 0; font-size: 0.75rem; }
  th, td, .rows td:last-child, .fleet td:nth-child(3) { padding: 0.35rem 0.5rem; white-space: normal; }
  .rows tbody th { min-width: 16rem; }
  .graph { max-width: 100%; height: auto; }
  .card, tr, .hero { break-inside: avoid; }
  .symbol { border: 1px solid; background: none; color: var(--tone); }
  body:has(dialog[open]) .page > header, body:has(dialog[open]) #fleet > div > :not(dialog), body:has(dialog[open]) .problems { display: none; }
  dialog[open] { position: absolute; inset: 0; width: 100%; height: auto; overflow: visible; padding: 0; border: 0; }
}
`;

/** All that the page looks like. It loads nothing: the fonts are the system's. */
export const stylesheet = [theme, text, marks, parts, fleet, surroundings].join('').trim();
