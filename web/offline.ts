import { createHash } from 'node:crypto'
import type { Plugin } from 'vite'

/** Writes the worker that keeps the page at hand without its server: all files of the build, under a name that changes with them. */
export function offline(fileName: string): Plugin {
  return {
    name: 'offline',
    enforce: 'post',
    generateBundle(_options, bundle) {
      const files = Object.keys(bundle).filter((name) => !name.endsWith('.html'))
      const version = createHash('sha256').update(files.toSorted().join()).digest('hex').slice(0, 12)
      this.emitFile({ type: 'asset', fileName, source: script(`caloritron-${version}`, ['./', ...files]) })
    },
  }
}

function script(name: string, files: readonly string[]): string {
  return `// The page comes from its server where there is one, and from here where there is none; all else has names that change with it.
const name = ${JSON.stringify(name)}
const files = ${JSON.stringify(files)}
addEventListener('install', (event) => {
  event.waitUntil(caches.open(name).then((cache) => cache.addAll(files)).then(() => skipWaiting()))
})
addEventListener('activate', (event) => {
  const old = (all) => all.filter((each) => each.startsWith('caloritron-') && each !== name)
  event.waitUntil(caches.keys().then((all) => Promise.all(old(all).map((each) => caches.delete(each)))).then(() => clients.claim()))
})
addEventListener('fetch', (event) => {
  const { request } = event
  if (request.method !== 'GET' || !request.url.startsWith(registration.scope)) return
  const kept = (what) => caches.open(name).then((cache) => cache.match(what))
  event.respondWith(
    request.mode === 'navigate'
      ? fetch(request).catch(async (error) => (await kept('./')) ?? Promise.reject(error))
      : kept(request).then((found) => found ?? fetch(request)),
  )
})
`
}
