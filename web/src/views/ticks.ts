import type { Range } from './ranges.ts'

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
export function linearNumber(value: number, splits: readonly number[]): string {
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

/** Marks of a linear axis: multiples of 1, 2, 2.5 or 5 times a power of ten, not closer than this part of the range. */
export function linearSplits(low: number, high: number, least: number): number[] {
  const closest = (high - low) * least
  const power = 10 ** Math.floor(Math.log10(closest))
  const step = power * ([1, 2, 2.5, 5].find((digit) => digit * power >= closest * (1 - 1e-9)) ?? 10)
  const splits: number[] = []
  for (let k = Math.ceil(low / step - 1e-9); k * step <= high + 1e-9 * step; k++) {
    splits.push(Number((k * step).toPrecision(12)))
  }
  return splits
}

/** Marks of an axis of this length that are so far apart [px]. */
export function splitsOf({ low, high, log }: Range, length: number, apart: number): number[] {
  return log ? logSplits(low, high) : linearSplits(low, high, apart / length)
}

/** What is written at the marks of an axis. */
export function labelsOf({ log }: Range, splits: readonly number[]): string[] {
  return splits.map((value) => (log ? logNumber(value) : linearNumber(value, splits)))
}
