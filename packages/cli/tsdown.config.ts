// One ESM bundle in several chunks: our own packages go in, what npm can install stays outside (docs/decisions/0004).
import { defineConfig } from 'tsdown';

export default defineConfig({
  entry: { main: 'src/main.ts' },
  format: 'esm',
  platform: 'node',
  target: 'node20',
  fixedExtension: false,
  dts: false,
  // `dist/types` belongs to tsc.
  clean: ['dist/*.js', 'dist/*.json'],
  // The pages are the help of the rules in a SARIF log.
  copy: ({ outDir }) => [
    '../../docs/reference/report.schema.json',
    '../../docs/reference/codemods',
    { from: '../../docs/migration-SKILL.md', to: `${outDir}/..`, rename: 'SKILL.md' },
  ],
  deps: { onlyBundle: [] },
  outputOptions: {
    // What every start and what every scan loads is one file each: to find and open sixteen takes as long as to run them.
    codeSplitting: {
      groups: [
        { name: 'start', test: /(packages.engine.src.git|packages.cli.src.(exit-codes|interrupt))\.ts$/, priority: 2 },
        { name: 'scan', test: /packages.cli.src.(run|planning|commands.migrate)\.ts$/, priority: 1 },
      ],
    },
  },
  inputOptions: { resolve: { conditionNames: ['@resession/source', 'node', 'import', 'module', 'default'] } },
});
