// One configuration for every test; the folders decide what a test is (DESIGN: unit beside the source, `test/` across packages).
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const source = '@resession/source';

export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  resolve: { conditions: [source] },
  ssr: { resolve: { conditions: [source, 'node', 'import', 'module', 'default'] } },
  test: {
    include: ['packages/*/src/**/*.test.ts', 'transforms/**/*.test.ts', 'test/**/*.test.ts'],
    exclude: [
      '**/node_modules/**',
      '**/dist/**',
      '**/fixtures/**',
      'test/matrix/**',
      'test/consumers/**',
      'test/corpus/consumers/**',
    ],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 180_000,
  },
});
