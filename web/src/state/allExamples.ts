import type { Example } from './examples.ts'

const texts = import.meta.glob('../../../examples/*.yaml', { query: '?raw', import: 'default', eager: true })
const files = import.meta.glob('../../../examples/**/*.{csv,s1p,s2p,s3p,s4p,txt}', {
  query: '?raw',
  import: 'default',
  eager: true,
})

function nameOf(path: string): string {
  return path.replace(/^.*?\/examples\//, '')
}

function firstSentence(text: string): string {
  const lines: string[] = []
  for (const line of text.split('\n')) {
    if (!line.startsWith('#')) break
    if (!line.includes('yaml-language-server')) lines.push(line.slice(1).trim())
  }
  const [paragraph] = lines
    .join('\n')
    .trim()
    .split(/\n\s*\n/)
  const words = (paragraph ?? '').replaceAll('\n', ' ').replaceAll(/\b(et al|Fig|Figs|Eq|Eqs|Ref|Refs)\./g, '$1\u2024')
  let sentence = ''
  // A few words are a title, not a sentence.
  for (const [each] of words.matchAll(/.+?(?:[^\d][.:](?=\s|$)|$)/g)) {
    sentence += each
    if (sentence.length > 50) break
  }
  return sentence.trim().replace(/:$/, '.').replaceAll('\u2024', '.')
}

const first = 'dey2023-ndtc.yaml'

/** Every example, the one that the page opens on first. */
export const examples: readonly Example[] = Object.entries(texts)
  .map(([path, content]): Example => {
    const text = String(content)
    const title = /^title: *(.*)$/m.exec(text)?.[1]?.replace(/^(['"])(.*)\1$/, '$2') ?? nameOf(path)
    return { name: nameOf(path), title, sentence: firstSentence(text), text }
  })
  .sort((a, b) => Number(b.name === first) - Number(a.name === first) || a.name.localeCompare(b.name))

/** Texts of the files that examples name, by their names. */
export const exampleFiles: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(files).map(([path, content]) => [nameOf(path), String(content)]),
)
