/** A stretch of text in one style. */
export interface TextRun {
  readonly text: string
  readonly italic: boolean
  readonly level: 'base' | 'sub' | 'super'
}

/** Size of an index relative to the text it belongs to. */
export const indexScale = 0.72

/**
 * Splits a label into runs: `*T*` is italic, `_D` and `_{in}` lower, `^2` and `^{-3}` upper; a backslash takes the meaning from
 * the character after it.
 *
 * @example
 * parseMarkup('*T*_{D} (mK)') // T italic, D lowered, ' (mK)' plain
 */
export function parseMarkup(label: string): TextRun[] {
  const runs: TextRun[] = []
  const characters = [...label]
  let italic = false
  let text = ''
  const flush = (level: TextRun['level'], value: string): void => {
    if (value !== '') runs.push({ text: value, italic, level })
  }
  for (let at = 0; at < characters.length; at++) {
    const character = characters[at]
    if (character === '\\' && at + 1 < characters.length) {
      text += characters[++at]
    } else if (character === '*') {
      flush('base', text)
      text = ''
      italic = !italic
    } else if ((character === '_' || character === '^') && at + 1 < characters.length) {
      flush('base', text)
      text = ''
      const end = characters[at + 1] === '{' ? characters.indexOf('}', at) : -1
      const index = end < 0 ? characters[at + 1] : characters.slice(at + 2, end).join('')
      flush(character === '_' ? 'sub' : 'super', index)
      at = end < 0 ? at + 1 : end
    } else {
      text += character
    }
  }
  flush('base', text)
  return runs
}

/** Makes a text that means itself: what would be markup in it is shown as it is. */
export function escapeMarkup(text: string): string {
  return text.replaceAll(/[\\*_^]/g, '\\$&')
}

/**
 * Sets a symbol as physics does: `T_drain` becomes an italic T with an upright index; a name longer than a letter stays upright.
 *
 * @example
 * symbolMarkup('T_drain') // '*T*_{drain}'
 */
export function symbolMarkup(symbol: string): string {
  const match = /^(\p{L}\p{M}*)(?:_(.+))?$/u.exec(symbol) ?? /^([^_]+)_(.+)$/u.exec(symbol)
  if (match === null) return Object.hasOwn(greekLetters, symbol) ? `*${greek(symbol)}*` : escapeMarkup(symbol)
  const base = greek(match[1])
  const index = match[2] === undefined ? '' : `_{${match[2].replaceAll('_', ' ').replaceAll('}', '')}}`
  return [...base.normalize('NFD')].filter((character) => /\p{L}/u.test(character)).length === 1
    ? `*${base}*${index}`
    : `${escapeMarkup(base)}${index}`
}

const greekLetters: Readonly<Record<string, string>> = {
  tau: 'τ',
  sigma: 'σ',
  omega: 'ω',
  Delta: 'Δ',
  gamma: 'γ',
  kappa: 'κ',
  phi: 'φ',
  Phi: 'Φ',
  rho: 'ρ',
}

function greek(name: string): string {
  return Object.hasOwn(greekLetters, name) ? greekLetters[name] : name
}

/**
 * Sets a unit: exponents raised, `Ohm` as Ω, a dot between factors.
 *
 * @example
 * unitMarkup('W m^-3 K^-5') // 'W m^{−3} K^{−5}'
 */
export function unitMarkup(unit: string): string {
  return unit
    .replaceAll(/Ohm|ohm/g, 'Ω')
    .replaceAll(/\^\(?([-+]?[\d./]+)\)?/g, (_, exponent: string) => `^{${exponent.replaceAll('-', '−')}}`)
    .replaceAll('*', '·')
}
