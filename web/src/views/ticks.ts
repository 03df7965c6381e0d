import type uPlot from 'uplot'

const minus = (text: string): string => text.replace('-', '\u2212')

/** Marks of a logarithmic axis: powers of ten, not too many, and what lies between them where there are few. */
export function logSplits(low: number, high: number): number[] {
  if (!(low > 0 && high < Number.POSITIVE_INFINITY)) return []
  const [first, last] = [Math.floor(Math.log10(low) + 1e-9), Math.ceil(Math.log10(high) - 1e-9)]
  const decades = last - first
  const step = Math.max(1, Math.ceil(decades / 7))
  const between = decades <= 1 ? [1, 2, 3, 4, 5, 6, 7, 8, 9] : decades <= 3 ? [1, 2, 5] : [1]
  const splits: number[] = []
  for (let power = first; power <= last; power += step) {
    for (const digit of between) {
      const value = Number(`${digit}e${power}`)
      if (value >= low * (1 - 1e-9) && value <= high * (1 + 1e-9)) splits.push(value)
    }
  }
  return splits
}

/** A number on a logarithmic axis. */
export function logNumber(value: number): string {
  if (value >= 1e-3 && value < 1e5) return String(Number(value.toPrecision(3)))
  return minus(value.toExponential(0).replace('e+', 'e'))
}

/** A number on a linear axis, with as many places as tell neighbours apart: a step of 2.5 needs one more than a step of 2. */
export function linearNumber(value: number, splits: readonly (number | null)[]): string {
  const step = splits.length > 1 ? Math.abs((splits[1] ?? 0) - (splits[0] ?? 0)) : 1
  if (value !== 0 && (Math.abs(value) >= 1e5 || step < 1e-4)) {
    const places = Math.min(12, Math.max(1, Math.ceil(Math.log10(Math.abs(value) / step) - 1e-9)))
    return minus(value.toExponential(places).replace('e+', 'e'))
  }
  let places = 0
  while (places < 6 && Math.abs(step * 10 ** places - Math.round(step * 10 ** places)) > 1e-6 * step * 10 ** places)
    places++
  return minus(value.toFixed(places))
}

/** Width of an upright axis [px] that holds its numbers. */
export function sizeFor(least: number): uPlot.Axis.Size {
  return (_u, values) => {
    const longest = Math.max(0, ...(values ?? []).map((text) => text?.length ?? 0))
    return Math.max(least, 14 + 7 * longest)
  }
}
