import { findUnit, parseUnit, sameDimension } from './unitExpression.js'
import { prefixTable, spokenUnits, unitTable } from './unitTable.js'

/**
 * The unit that a misspelt one most probably means: a spoken name (`micron`), or the same letters in another case, with
 * preference for the dimension asked for.
 */
export function suggestUnit(token: string, siUnit: string): string | undefined {
  const lower = token.toLowerCase()
  const spoken = spokenUnits.get(lower)
  if (spoken !== undefined) return spoken
  // `m3` and `K-5` are powers without the caret.
  const power = /^(?<symbol>\D+?)(?<power>-?\d+)$/u.exec(token)?.groups
  if (power && findUnit(power.symbol!)) return `${power.symbol}^${power.power}`
  const wanted = parseUnit(siUnit)
  if ('code' in wanted) return undefined
  const candidates: { symbol: string; fits: boolean }[] = []
  for (const [symbol, unit] of unitTable) {
    const fits = sameDimension(unit.dimension, wanted.dimension)
    const spellings = unit.prefixable ? ['', ...prefixTable.keys()].map((prefix) => prefix + symbol) : [symbol]
    for (const spelling of spellings) if (spelling.toLowerCase() === lower) candidates.push({ symbol: spelling, fits })
  }
  return (candidates.find((candidate) => candidate.fits) ?? candidates[0])?.symbol
}
