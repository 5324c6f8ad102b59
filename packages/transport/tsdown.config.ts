import { defineConfig } from 'tsdown';

export default defineConfig({
  entry: ['src/index.ts', 'src/v1.ts'],
  format: ['esm', 'cjs'],
  dts: true,
  tsconfig: 'tsconfig.build.json',
  platform: 'neutral',
  target: 'es2022',
  fixedExtension: true,
  // `dist/.tsc` belongs to `tsc -b`.
  clean: ['dist/*.{mjs,cjs,mts,cts}'],
});
