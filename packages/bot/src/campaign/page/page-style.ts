// The style of the page. Colours are named by what they say; both themes set the same names.

export const pageStyle = `
:root {
  color-scheme: light dark;
  --paper: light-dark(#faf9f6, #131417);
  --card: light-dark(#ffffff, #1b1d21);
  --ink: light-dark(#1d1c21, #e9e7e2);
  --quiet: light-dark(#615e66, #a4a2a9);
  --rule: light-dark(#e4e0d8, #2d2f35);
  --accent: light-dark(#2f4fd0, #9db1ff);
  --soft: light-dark(#dfe5fb, #232a44);
  --todo: light-dark(#b02a37, #ff9a94);
}
* { box-sizing: border-box; }
body {
  margin: 0;
  background: var(--paper);
  color: var(--ink);
  font: 16px/1.55 ui-sans-serif, system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif;
  overflow-wrap: anywhere;
}
main { max-width: 62rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; }
h1 { font-size: 1.6rem; margin: 0; }
h2 { font-size: 1.15rem; margin: 2.5rem 0 0.75rem; }
a { color: var(--accent); }
.quiet, figcaption { color: var(--quiet); }
.stopped { color: var(--todo); font-weight: 600; }
.tiles { display: flex; flex-wrap: wrap; gap: 0.75rem; margin: 1.25rem 0 0; padding: 0; list-style: none; }
.tiles li { flex: 1 1 9rem; background: var(--card); border: 1px solid var(--rule); border-radius: 8px; padding: 0.6rem 0.9rem; }
.tiles strong { display: block; font-size: 1.5rem; font-variant-numeric: tabular-nums; }
figure { margin: 0; background: var(--card); border: 1px solid var(--rule); border-radius: 8px; padding: 1rem; }
svg { display: block; width: 100%; height: auto; }
svg text { fill: var(--quiet); font-size: 12px; font-variant-numeric: tabular-nums; }
.rule { stroke: var(--rule); }
.area { fill: var(--soft); }
.line { fill: none; stroke: var(--accent); stroke-width: 2; stroke-linejoin: round; }
.end { fill: var(--accent); }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: 0.4rem 0.75rem 0.4rem 0; border-bottom: 1px solid var(--rule); }
td { font-variant-numeric: tabular-nums; }
details { margin-top: 0.75rem; }
summary { cursor: pointer; }
`;
