import type { Plugin } from 'vite'

/** Puts scripts and styles into the page itself: a browser runs no modules of a page that is opened from disk. */
export function singleFile(fileName: string): Plugin {
  return {
    name: 'single-file',
    enforce: 'post',
    generateBundle(_options, bundle) {
      const page = Object.values(bundle).find((file) => file.fileName.endsWith('.html'))
      if (page?.type !== 'asset') throw new Error('single-file: there is no page in the bundle')
      let html = String(page.source)
      for (const file of Object.values(bundle)) {
        if (file === page) continue
        if (file.type === 'chunk') {
          const tag = new RegExp(`<script[^>]*src="[^"]*${escaped(file.fileName)}"[^>]*></script>`)
          // Nothing is left to be loaded beforehand; vite fills this mark in only after this step.
          const whole = file.code.replaceAll('__VITE_PRELOAD__', 'void 0')
          const code = whole.replaceAll('</script', '<\\/script').replaceAll('<!--', '<\\!--')
          html = html.replace(tag, '').replace('</body>', () => `<script type="module">${code}</script>\n</body>`)
        } else if (file.fileName.endsWith('.css')) {
          const tag = new RegExp(`<link[^>]*href="[^"]*${escaped(file.fileName)}"[^>]*>`)
          html = html.replace(tag, () => `<style>${String(file.source)}</style>`)
        }
        delete bundle[file.fileName]
      }
      page.source = html
      page.fileName = fileName
    },
  }
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
