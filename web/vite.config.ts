import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'
import { offline } from './offline.ts'
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

interface ModuleGraph {
  getModuleInfo(id: string): { readonly importedIds: readonly string[] } | null
}

/**
 * Names the chunk of what the page imports before anything is asked for: one piece compresses better than several.
 *
 * Of the package a page needs what reads and writes quantities; its index reaches everything.
 */
function firstView(): (id: string, graph: ModuleGraph) => string | null {
  const [all, units] = [path('../dist/'), path('../dist/units/')]
  let reached: Set<string> | null = null
  return (id, graph) => {
    if (reached === null) {
      reached = new Set([path('./src/main.tsx')])
      // A set that grows while it is walked.
      for (const each of reached) {
        if (each.startsWith(all)) continue
        for (const next of graph.getModuleInfo(each)?.importedIds ?? []) reached.add(next)
      }
    }
    return reached.has(id) || id.startsWith(units) ? 'page' : null
  }
}

export default defineConfig(({ mode }) => {
  const single = mode === 'single'
  return {
    root: path('.'),
    base: './',
    publicDir: false,
    plugins: [single ? singleFile('caloritron.html') : offline('offline.js')],
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
      // Whoever knows the rest of this knows that, too.
      modulePreload: { polyfill: false },
      ...(single
        ? { cssCodeSplit: false, assetsInlineLimit: 1e8, rolldownOptions: { output: { codeSplitting: false } } }
        : { rolldownOptions: { output: { codeSplitting: { groups: [{ name: firstView() }] } } } }),
    },
  }
})
