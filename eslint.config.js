import reactHooks from 'eslint-plugin-react-hooks';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

export default defineConfig(
  globalIgnores(['dist/', 'out/', 'release/', 'coverage/', 'test-results/', '.meetmemo/', 'resources/']),
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: {
      parserOptions: {
        project: 'tsconfig.lint.json',
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true, requireDefaultForNonUnion: true },
      ],
      // Numbers and booleans read well in a template; objects don't.
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      // Taking a field off is the plain way to leave it out.
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
      // `db.get<Row>(sql)` names what its SQL returns; nothing else could.
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
      // The subset of a dependency that we use lists one event a line, as its documentation does.
      '@typescript-eslint/unified-signatures': 'off',
      // Most types are inferred from schemas; an interface beside them need not differ.
      '@typescript-eslint/consistent-type-definitions': 'off',
      // Objects are closures: their functions read no `this` and may be taken out, as selectors do.
      '@typescript-eslint/unbound-method': 'off',
      // `() => store.close()` is plain, and its void result is not used.
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
    },
  },
  {
    // The command line's own output apart, what main has to say goes to the log.
    files: ['src-*/**/*.{ts,tsx}'],
    ignores: ['src-main/hosts/headless/**'],
    rules: { 'no-console': 'error' },
  },
  {
    files: ['src-renderer/**/*.{ts,tsx}'],
    extends: [reactHooks.configs.flat.recommended],
    // Both are for the React compiler, which we don't use.
    rules: { 'react-hooks/preserve-manual-memoization': 'off', 'react-hooks/incompatible-library': 'off' },
  },
  {
    files: ['**/*.{js,mjs,cjs}'],
    languageOptions: {
      globals: Object.fromEntries(
        [
          'console',
          'process',
          'URL',
          'setTimeout',
          'setInterval',
          'clearInterval',
          'clearTimeout',
          'module',
        ].map((name) => [name, 'readonly']),
      ),
    },
    rules: {
      'no-undef': 'error',
      'no-undef-init': 'error',
      'no-unused-vars': 'error',
      'no-var': 'error',
      'prefer-const': 'error',
      eqeqeq: 'error',
    },
  },
);
