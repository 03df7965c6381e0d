import { createReadStream, existsSync, statSync } from 'node:fs'
import { createServer } from 'node:http'
import { extname, join, normalize, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

const types = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
}

const folder = fileURLToPath(new URL('./dist/', import.meta.url))

/** Serves the built page on this machine; port 0 is any free one. */
export function serve(port = 0) {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost')
    let relative
    try {
      relative = decodeURIComponent(pathname === '/' ? '/index.html' : pathname)
    } catch {
      relative = ''
    }
    const file = normalize(join(folder, relative))
    if (
      !file.startsWith(folder.endsWith(sep) ? folder : folder + sep) ||
      !existsSync(file) ||
      !statSync(file).isFile()
    ) {
      response.writeHead(404, { 'content-type': 'text/plain' }).end('not found\n')
      return
    }
    response.writeHead(200, {
      'content-type': types[extname(file)] ?? 'application/octet-stream',
      'cache-control': 'no-cache',
    })
    createReadStream(file).pipe(response)
  })
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => {
      const { port: chosen } = server.address()
      resolve({ server, address: `http://127.0.0.1:${chosen}/` })
    })
  })
}

if (process.argv[1] !== undefined && fileURLToPath(import.meta.url) === process.argv[1]) {
  if (!existsSync(join(folder, 'index.html'))) {
    process.stderr.write('the workbench is not built; run: npm run workbench\n')
    process.exit(2)
  }
  const wanted = Number(process.env.PORT ?? 4173)
  const { address } = await serve(wanted).catch((error) => {
    if (error.code === 'EADDRINUSE') return serve(0)
    throw error
  })
  process.stdout.write(
    `workbench: ${address}\nfrom disk, without a server: ${join(folder, 'caloritron.html')}\nCtrl+C ends it\n`,
  )
}
