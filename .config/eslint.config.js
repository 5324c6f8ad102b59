// Style and the import rules of the house. What a pattern cannot say is said by test/architecture.test.ts.
import tseslint from 'typescript-eslint';

const restrict = (files, patterns) => ({
  files,
  rules: { 'no-restricted-imports': ['error', { patterns }] },
});

const ours = (names, why) => ({ group: names.flatMap((name) => [name, `${name}/*`]), message: why });

export default tseslint.config(
  {
    ignores: [
      '**/node_modules/**',
      '**/dist/**',
      '**/fixtures/**',
      'test/consumers/**',
      'test/corpus/consumers/**',
      'packages/cli/vendor/**',
      'coverage/**',
    ],
  },
  ...tseslint.configs.strict,
  {
    files: ['**/*.ts'],
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/explicit-module-boundary-types': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/unified-signatures': 'off',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-console': 'error',
      'no-eval': 'error',
      'no-restricted-exports': 'off',
      'prefer-const': 'error',
    },
  },
  restrict(
    ['transforms/**/*.ts'],
    [
      ours(
        ['@resession/engine', '@resession/assistant', '@resession/bot', 'resession'],
        'A codemod stands on transforms/lib and its own files.',
      ),
      { group: ['ts-morph', 'node:fs', 'node:child_process'], message: 'A codemod does no I/O and asks for facts.' },
    ],
  ),
  restrict(
    ['packages/engine/src/**/*.ts'],
    [
      ours(
        ['@resession/assistant', '@resession/bot', 'resession'],
        'The engine knows neither its users nor the codemods.',
      ),
    ],
  ),
  restrict(
    ['packages/transport/src/**/*.ts'],
    [
      ours(
        ['@resession/engine', '@resession/assistant', '@resession/bot', '@resession/transforms', 'resession'],
        'The transport stands on the SDK alone.',
      ),
      { group: ['node:*'], message: 'The transport runs in browsers and workers too.' },
    ],
  ),
  restrict(['packages/{assistant,bot}/src/**/*.ts'], [ours(['resession'], 'The CLI is the caller.')]),
  {
    files: ['**/*.test.ts', 'test/**/*.ts', 'transforms/new.ts', '**/scripts/*.ts'],
    rules: {
      'no-restricted-imports': 'off',
      'no-console': 'off',
      '@typescript-eslint/explicit-module-boundary-types': 'off',
    },
  },
  { files: ['packages/cli/src/**/*.ts'], rules: { 'no-console': 'off' } },
);
