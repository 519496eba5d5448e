import { defineConfig } from 'vitest/config';

/** Tests with a browser: `page/` uses VS Code's window as a person would, `panel/` the panel's page alone. */
export default defineConfig({
  test: {
    include: ['test/editor/page/**/*.test.ts', 'test/editor/panel/**/*.test.ts'],
    fileParallelism: false,
    testTimeout: 90_000,
    hookTimeout: 90_000,
  },
});
