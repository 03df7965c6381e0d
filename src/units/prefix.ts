/** A unit with a metric prefix, and the number that turns plain values into values in it. */
export interface PrefixedUnit {
  /** Multiply a value in the plain unit by this to get the value in `unit`. */
  readonly factor: number
  readonly unit: string
}

const prefixes: readonly (readonly [exponent: number, symbol: string])[] = [
  [12, 'T'],
  [9, 'G'],
  [6, 'M'],
  [3, 'k'],
  [0, ''],
  [-3, 'm'],
  [-6, 'µ'],
  [-9, 'n'],
  [-12, 'p'],
  [-15, 'f'],
  [-18, 'a'],
  [-21, 'z'],
]

/** Units to which a prefix may be put, where they lead a (compound) unit in the first power. */
const leadingUnit = /^(?:K|W|V|A|Hz|Ohm|ohm|Ω|H|F|J|eV|S|Wb|T|N|m|s)(?=$|[ /*·])/u

/**
 * Chooses the metric prefix with which the largest value reads between 1 and 1000.
 *
 * A unit that cannot carry a prefix (none, `1`, `K^2`, `kg`, one that has a prefix already) comes back as it is with factor 1,
 * and so does any unit when `maxAbs` is zero.
 *
 * @param maxAbs largest absolute value to be shown [`unit`], >= 0
 * @param unit plain unit as written in a dataset: `K`, `W`, `W/K`, `Ohm`
 * @returns `factor` (a power of ten, exact for prefixes below one) and the unit with its prefix (`mK`, `µV`)
 * @throws RangeError if `maxAbs` is negative or not finite
 * @example
 * engineeringPrefix(0.152, 'K') // { factor: 1000, unit: 'mK' }
 */
export function engineeringPrefix(maxAbs: number, unit: string): PrefixedUnit {
  if (!Number.isFinite(maxAbs) || maxAbs < 0) {
    throw new RangeError(
      `engineeringPrefix: maxAbs must be a finite number >= 0, got ${maxAbs}; leave out the points that did not converge`,
    )
  }
  if (maxAbs === 0 || !leadingUnit.test(unit)) return { factor: 1, unit }
  const last = prefixes.length - 1
  for (const [index, [exponent, symbol]] of prefixes.entries()) {
    const factor = Number(`1e${-exponent}`)
    if (maxAbs * factor >= 1 || index === last) return { factor, unit: `${symbol}${unit}` }
  }
  return { factor: 1, unit }
}
