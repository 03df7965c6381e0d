import { defineConfig } from 'vitest/config'

const patience = { testTimeout: 120_000, hookTimeout: 120_000 }

export default defineConfig({
  test: {
    projects: [
      { test: { ...patience, name: 'program', include: ['test/**/*.test.ts'], exclude: ['test/web/**'] } },
      // A browser on a busy machine may miss a beat: what fails once is tried once more.
      {
        // Modules of the page see the package as it is built.
        resolve: {
          alias: [{ find: /^caloritron$/, replacement: new URL('./dist/index.js', import.meta.url).pathname }],
        },
        test: { ...patience, name: 'workbench', include: ['test/web/**/*.test.ts'], retry: 1 },
      },
    ],
  },
})
