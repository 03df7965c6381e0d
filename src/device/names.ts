import { external } from '../thermal/channel.js'
import type { Finding } from './problems.js'

/** Name of the phonon bath as a reservoir. */
export const phonons = 'phonons'

const pattern = /^[A-Za-z][A-Za-z0-9_-]{0,63}$/

/** The rule for names of islands, materials and elements as a regular expression of a JSON Schema. */
export const namePattern = pattern.source

/** Whether a name may stand in a path; null if it may. */
export function checkName(name: string, what: 'island' | 'material' | 'element'): Finding | null {
  if (!pattern.test(name)) {
    return {
      code: 'bad-name',
      message: `is not a name for an ${what}`.replace('an material', 'a material'),
      suggestion: 'a name is a letter followed by up to 63 letters, digits, _ or -',
    }
  }
  // Names such as `constructor` would be found in every object.
  if (name in {}) return { code: 'reserved-name', message: 'is a reserved name', suggestion: 'choose another name' }
  if (what === 'island' && (name === phonons || name === external)) {
    return {
      code: 'reserved-name',
      message: `is the name of a reservoir of the program`,
      suggestion: 'choose another name',
    }
  }
  return null
}

/** Joins the pieces of a path; a piece that could not stand in one is quoted. */
export function joinPath(path: readonly (string | number)[]): string {
  return path
    .map((piece) => {
      const text = String(piece)
      const short = text.length > 80 ? `${text.slice(0, 77)}...` : text
      return /^[\w.$-]+$/.test(short) ? short : JSON.stringify(short)
    })
    .join('.')
}
