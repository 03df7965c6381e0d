// Puts the command and what it imports into a few files, dist/cli/main.js and dist/cli/bundle/: reading two hundred small modules takes
// longer than what they are for. What draws pictures and writes HDF5 stays outside and is loaded where it is needed.
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'rolldown'

const dist = join(fileURLToPath(new URL('..', import.meta.url)), 'dist')
await rm(join(dist, 'cli/bundle'), { recursive: true, force: true })
await build({
  input: { main: join(dist, 'cli/command.js'), sweepWorker: join(dist, 'study/sweepWorker.js') },
  platform: 'node',
  external: /^(h5wasm|@resvg\/resvg-js|linkedom|@observablehq\/plot)(\/|$)/,
  logLevel: 'warn',
  output: {
    dir: join(dist, 'cli'),
    // Beside each other, at the depth of the modules they stand for: threads and examples are found relative to them.
    entryFileNames: ({ name }) => (name === 'main' ? 'main.js' : 'bundle/[name].js'),
    chunkFileNames: 'bundle/[name].js',
  },
})
