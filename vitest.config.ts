import { defineConfig } from 'vitest/config'

const patience = { testTimeout: 120_000, hookTimeout: 120_000 }

export default defineConfig({
  test: {
    projects: [
      { test: { ...patience, name: 'program', include: ['test/**/*.test.ts'], exclude: ['test/web/**'] } },
      // A browser on a busy machine may miss a beat: what fails once is tried once more.
      { test: { ...patience, name: 'workbench', include: ['test/web/**/*.test.ts'], retry: 1 } },
    ],
  },
})
