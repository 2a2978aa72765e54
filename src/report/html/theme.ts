/** Colours by role, for a light and a dark screen; each text on its ground has the contrast of WCAG 2.2 AA. */
export const theme = `
:root {
  color-scheme: light dark;
  --page: #ffffff; --raised: #f6f7f9; --line: #d5d9e0; --text: #1c2128; --quiet: #57606a; --link: #0b57b7;
  --good: #14692f; --good-ground: #e3f5e8; --bad: #b3161f; --bad-ground: #ffebe9;
  --unsure: #7d4e00; --unsure-ground: #fff4d1; --calm: #57606a; --calm-ground: #eceff3;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #0f1319; --raised: #171c24; --line: #353c47; --text: #e8ecf1; --quiet: #9aa4b1; --link: #75b0ff;
    --good: #56d072; --good-ground: #12291a; --bad: #ff8078; --bad-ground: #33191b;
    --unsure: #e6b454; --unsure-ground: #2d2513; --calm: #a3adb9; --calm-ground: #232a34;
  }
}
@media print {
  :root {
    color-scheme: light;
    --page: #ffffff; --raised: #ffffff; --line: #b8bec8; --text: #000000; --quiet: #444c56; --link: #000000;
    --good: #14692f; --good-ground: #ffffff; --bad: #b3161f; --bad-ground: #ffffff;
    --unsure: #7d4e00; --unsure-ground: #ffffff; --calm: #444c56; --calm-ground: #ffffff;
  }
}
.good { --tone: var(--good); --ground: var(--good-ground); }
.bad, .fail { --tone: var(--bad); --ground: var(--bad-ground); }
.unsure, .missing, .error { --tone: var(--unsure); --ground: var(--unsure-ground); }
.calm { --tone: var(--calm); --ground: var(--calm-ground); }
`;
