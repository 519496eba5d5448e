import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // By default one core is left to the developer, which on a small machine is half of them.
    maxWorkers: '100%',
    // What hangs must end; what a busy machine slows down must not fail.
    testTimeout: 60_000,
    include: [
      'server/src/**/*.test.ts',
      'client/**/*.test.ts',
      'client/**/*.test.tsx',
      'test/**/*.test.ts',
      'scripts/**/*.test.ts',
    ],
    exclude: ['**/node_modules/**', 'test/editor/**', 'dist/**', 'out/**', '.cache/**'],
  },
});
