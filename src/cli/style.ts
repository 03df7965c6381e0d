import type { Io, TextSink } from './io.js'

/** Ways to set off words on a terminal; plain text elsewhere, so that meaning never rests on colour alone. */
export interface Style {
  strong(text: string): string
  faint(text: string): string
  good(text: string): string
  doubtful(text: string): string
  bad(text: string): string
}

/**
 * The style for one output: colours only on a terminal, and never if NO_COLOR is set (https://no-color.org).
 * FORCE_COLOR turns them on for an output that is not a terminal.
 */
export function styleFor(sink: TextSink, environment: Io['environment']): Style {
  const refused = (environment.NO_COLOR ?? '') !== '' || environment.TERM === 'dumb'
  const forced = (environment.FORCE_COLOR ?? '0') !== '0'
  const coloured = !refused && (sink.isTerminal || forced)
  const wrap = (open: number, close: number) => (text: string) =>
    coloured && text !== '' ? `\u001b[${open}m${text}\u001b[${close}m` : text
  return {
    strong: wrap(1, 22),
    faint: wrap(2, 22),
    good: wrap(32, 39),
    doubtful: wrap(33, 39),
    bad: wrap(31, 39),
  }
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: the escape character is what is looked for
const escapes = /\u001b\[\d+m/g

/** Number of characters a text takes on the screen: escape sequences and combining marks take none. */
export function visibleLength(text: string): number {
  return [...text.replace(escapes, '').normalize('NFC')].length
}

/** The text padded with spaces to `width` visible characters. */
export function pad(text: string, width: number, side: 'left' | 'right' = 'left'): string {
  const space = ' '.repeat(Math.max(0, width - visibleLength(text)))
  return side === 'left' ? text + space : space + text
}

/** The text broken at spaces into lines of at most `width` visible characters; a longer word stays whole. */
export function wrapText(text: string, width: number): string[] {
  const lines: string[] = []
  for (const word of text.split(/\s+/)) {
    const last = lines.at(-1)
    if (last !== undefined && visibleLength(last) + 1 + visibleLength(word) <= width) {
      lines[lines.length - 1] = `${last} ${word}`
    } else lines.push(word)
  }
  return lines
}
