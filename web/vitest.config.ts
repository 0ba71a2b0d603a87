import { defineConfig } from 'vitest/config';

// What of the page needs no browser: reading, formats, words, checks. The rest is tested in one, by tests/web.
export default defineConfig({
  root: new URL('.', import.meta.url).pathname,
  cacheDir: '../.cache/web/vite',
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    environment: 'node',
    maxWorkers: 2,
    // Times are shown in the reader's zone; a test that forgets to say which must not pass by where it runs.
    env: { TZ: 'Europe/Berlin' },
  },
});
