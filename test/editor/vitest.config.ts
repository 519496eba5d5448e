import { defineConfig } from 'vitest/config';

/** The tests that use VS Code's window as a person would; `npm run test:editor` starts it for them. */
export default defineConfig({
  test: {
    include: ['test/editor/page/**/*.test.ts'],
    fileParallelism: false,
    testTimeout: 90_000,
    hookTimeout: 90_000,
  },
});
