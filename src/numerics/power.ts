import { type DoubleDouble, exactSum, plus, product, productError, quickSum, quotient } from './doubleDouble.js'

/** ln 2 as a sum of two doubles. */
const logTwo: DoubleDouble = { hi: 0.6931471805599453, lo: 2.3190468138462996e-17 }
/** Powers of two 2^512, 2^256 ... 2 with their exponents. */
const ladder: readonly (readonly [power: number, exponent: number])[] = (() => {
  const steps: [number, number][] = []
  for (let exponent = 1, power = 2; exponent <= 512; exponent *= 2, power *= power) steps.unshift([power, exponent])
  return steps
})()
/** Largest whole exponent that is multiplied out. */
const mostProducts = 64
/** Terms of the series that need more than double precision. */
const fineTerms = 6
const coarseTerms = 14
/** 1/n. */
const reciprocals: readonly DoubleDouble[] = Array.from({ length: 2 * coarseTerms }, (_, n) =>
  quotient({ hi: 1, lo: 0 }, { hi: n, lo: 0 }),
)

/**
 * xʸ by additions and multiplications alone, so that every engine gives the same double.
 *
 * `**` and `Math.pow` are left to the engine by the language, and differ in the last digit between Node and browsers. Whole
 * exponents up to 64 are multiplied out in twice the precision; else exp(y ln x) is evaluated so.
 *
 * @param x base; for x < 0 the exponent must be whole
 * @param y exponent
 * @returns xʸ within 0.51 ulp where the result is a normal number; zero, infinity and NaN as `Math.pow` has them
 * @example
 * pow(2, 0.5) // Math.SQRT2
 */
export function pow(x: number, y: number): number {
  const n = Math.abs(y)
  if (n <= mostProducts && Number.isInteger(y)) {
    if (n < 2) return y === 0 ? 1 : y === 1 ? x : 1 / x
    const value = multipliedOut(x, n, y < 0)
    if (value !== 0) return value
  }
  if (!(x > 0) || x === Number.POSITIVE_INFINITY || !Number.isFinite(y)) return special(x, y)
  if (x === 1) return 1
  const log = logarithm(x)
  // What leaves the range of doubles does not even have a product in twice the precision.
  const rough = y * log.hi
  if (rough > 710) return Number.POSITIVE_INFINITY
  if (rough < -746) return 0
  return exponential(product(log, { hi: y, lo: 0 }))
}

/**
 * xⁿ for inner loops: small whole n by plain multiplication.
 *
 * @param x Base, ≥ 0.
 * @param n Exponent.
 * @returns xⁿ to a few ulp, the same bits on every machine.
 * @example
 * power(2, 5) // 32
 */
export function power(x: number, n: number): number {
  if (n === 5) return x * x * (x * x) * x
  if (n === 4) return x * x * (x * x)
  if (!(n >= 0 && n <= 16 && n === Math.floor(n))) return pow(x, n)
  let result = 1
  let factor = x
  for (let rest = n; rest > 0; rest >>= 1) {
    if (rest & 1) result *= factor
    factor *= factor
  }
  return result
}

/** x². */
export function square(x: number): number {
  return x * x
}

/** 10ᵏ for a whole k, correctly rounded. */
export function powerOfTen(k: number): number {
  return Number(`1e${k}`)
}

/** xⁿ or x⁻ⁿ for n >= 2; zero where the intermediate products leave the range in which they are exact. */
function multipliedOut(x: number, n: number, inverse: boolean): number {
  let [hi, lo] = [1, 0]
  let [baseHi, baseLo] = [x, 0]
  for (let rest = n; ; ) {
    if (rest % 2 === 1) {
      const next = hi * baseHi
      lo = productError(hi, baseHi, next) + (hi * baseLo + lo * baseHi)
      hi = next + lo
      lo -= hi - next
    }
    rest = Math.floor(rest / 2)
    if (rest === 0) break
    const next = baseHi * baseHi
    baseLo = productError(baseHi, baseHi, next) + 2 * baseHi * baseLo
    baseHi = next + baseLo
    baseLo -= baseHi - next
    const size = Math.abs(baseHi)
    if (!(size > 1e-140 && size < 1e140)) return 0
  }
  const size = Math.abs(hi)
  if (!(size > 1e-140 && size < 1e140)) return 0
  if (!inverse) return hi
  const first = 1 / hi
  const back = first * hi
  return first + first * (1 - back - productError(first, hi, back) - first * lo)
}

/** What IEEE 754 says of bases that are not positive and finite, and of exponents that are not finite. */
function special(x: number, y: number): number {
  if (y === 0) return 1
  if (Number.isNaN(x) || Number.isNaN(y)) return Number.NaN
  const size = Math.abs(x)
  if (!Number.isFinite(y)) {
    if (size === 1) return Number.NaN
    return size > 1 === y > 0 ? Number.POSITIVE_INFINITY : 0
  }
  const whole = Number.isInteger(y)
  const sign = whole && Math.abs(y % 2) === 1 && (x < 0 || Object.is(x, -0)) ? -1 : 1
  if (size === 0) return y > 0 ? sign * 0 : sign * Number.POSITIVE_INFINITY
  if (size === Number.POSITIVE_INFINITY) return y > 0 ? sign * size : sign * 0
  return whole ? sign * pow(size, y) : Number.NaN
}

/** ln x = k ln 2 + 2 artanh s, s = (m−1)/(m+1), x = 2ᵏ m with m between √½ and √2. */
function logarithm(x: number): DoubleDouble {
  let [m, k] = [x, 0]
  for (const [power, exponent] of ladder) {
    if (m >= power) {
      m /= power
      k += exponent
    } else if (m * power < 2) {
      m *= power
      k -= exponent
    }
  }
  // What lies below the smallest normal number needs the last steps again.
  while (m < Math.SQRT1_2) {
    m *= 2
    k--
  }
  if (m > Math.SQRT2) {
    m /= 2
    k++
  }
  const s = quotient({ hi: m - 1, lo: 0 }, exactSum(m, 1))
  const s2 = product(s, s)
  let tail = 0
  for (let j = coarseTerms; j > fineTerms; j--) tail = tail * s2.hi + 1 / (2 * j + 1)
  let series: DoubleDouble = { hi: tail, lo: 0 }
  for (let j = fineTerms; j >= 0; j--) series = plus(product(series, s2), reciprocals[2 * j + 1])
  const twice = product(s, series)
  return plus(product({ hi: k, lo: 0 }, logTwo), { hi: 2 * twice.hi, lo: 2 * twice.lo })
}

/** e^z = 2ᵏ e^r, |r| <= ln 2 / 2. */
function exponential(z: DoubleDouble): number {
  const k = Math.round(z.hi / logTwo.hi)
  const r = plus(z, product({ hi: -k, lo: 0 }, logTwo))
  let tail = 1
  for (let j = 19; j > fineTerms + 2; j--) tail = 1 + (tail * r.hi) / j
  let series: DoubleDouble = { hi: tail, lo: 0 }
  for (let j = fineTerms + 2; j > 0; j--) {
    const next = product(series, product(r, reciprocals[j]))
    series = plus({ hi: 1, lo: 0 }, next)
  }
  return scaled(quickSum(series.hi, series.lo).hi, k)
}

/** x 2ᵏ, rounded once, for x near 1. */
function scaled(x: number, k: number): number {
  const most = 1000
  const first = Math.max(-most, Math.min(most, k))
  return x * powerOfTwo(first) * powerOfTwo(k - first)
}

function powerOfTwo(k: number): number {
  let value = 1
  for (const [step, exponent] of ladder) if ((Math.abs(k) & exponent) !== 0) value *= step
  return k < 0 ? 1 / value : value
}
