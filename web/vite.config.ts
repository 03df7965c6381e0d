import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'
import { singleFile } from './singleFile.ts'

const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url))

/** The package as its users see it: nothing but its exports can be imported. */
function packageAliases(): { find: RegExp; replacement: string }[] {
  const { name, exports } = JSON.parse(readFileSync(path('../package.json'), 'utf8')) as {
    name: string
    exports: Record<string, string | { default: string }>
  }
  return Object.entries(exports).flatMap(([key, target]) =>
    typeof target === 'string'
      ? []
      : [{ find: new RegExp(`^${name}${key.slice(1)}$`), replacement: path(`../${target.default}`) }],
  )
}

export default defineConfig(({ mode }) => {
  const single = mode === 'single'
  return {
    root: path('.'),
    base: './',
    publicDir: false,
    plugins: single ? [singleFile('caloritron.html')] : [],
    resolve: {
      alias: [
        ...packageAliases(),
        {
          find: 'workbench:start-worker',
          replacement: path(single ? './src/compute/startInlineWorker.ts' : './src/compute/startWorker.ts'),
        },
        // A page has a document of its own.
        { find: 'linkedom/worker', replacement: path('./src/takeaway/noDocument.ts') },
      ],
    },
    worker: {
      format: single ? 'iife' : 'es',
      ...(single ? { rolldownOptions: { output: { codeSplitting: false } } } : {}),
    },
    build: {
      outDir: path('./dist'),
      emptyOutDir: !single,
      target: 'es2022',
      chunkSizeWarningLimit: 6000,
      ...(single
        ? { cssCodeSplit: false, assetsInlineLimit: 1e8, rolldownOptions: { output: { codeSplitting: false } } }
        : {}),
    },
  }
})
