/**
 * Numbers as an unevaluated sum of two doubles, 106 bits, from additions and multiplications alone (Dekker 1971; Knuth, TAOCP 4.2.2).
 */
export interface DoubleDouble {
  readonly hi: number
  readonly lo: number
}

/** 2²⁷ + 1: a double times this is cut into halves whose products are exact. */
const splitter = 134217729

/** The part that a b loses by rounding; exact for 1e-140 < |a b| < 1e290 and |a|, |b| < 1e290. */
export function productError(a: number, b: number, product: number): number {
  const shiftedA = splitter * a
  const highA = shiftedA - (shiftedA - a)
  const lowA = a - highA
  const shiftedB = splitter * b
  const highB = shiftedB - (shiftedB - b)
  const lowB = b - highB
  return lowA * lowB - (product - highA * highB - lowA * highB - highA * lowB)
}

/** a + b without error, |a| >= |b|. */
export function quickSum(a: number, b: number): DoubleDouble {
  const hi = a + b
  return { hi, lo: b - (hi - a) }
}

/** a + b without error. */
export function exactSum(a: number, b: number): DoubleDouble {
  const hi = a + b
  const part = hi - a
  return { hi, lo: a - (hi - part) + (b - part) }
}

export function plus(a: DoubleDouble, b: DoubleDouble): DoubleDouble {
  const high = exactSum(a.hi, b.hi)
  return quickSum(high.hi, high.lo + (a.lo + b.lo))
}

export function product(a: DoubleDouble, b: DoubleDouble): DoubleDouble {
  const hi = a.hi * b.hi
  return quickSum(hi, productError(a.hi, b.hi, hi) + (a.hi * b.lo + a.lo * b.hi))
}

export function quotient(a: DoubleDouble, b: DoubleDouble): DoubleDouble {
  const first = a.hi / b.hi
  const back = product({ hi: first, lo: 0 }, b)
  const rest = a.hi - back.hi - back.lo + a.lo
  return quickSum(first, rest / b.hi)
}
