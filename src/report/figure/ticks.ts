import { powerOfTen } from '../../numerics/power.js'

/** Where an axis is marked and how it is written there. */
export interface Ticks {
  readonly values: readonly number[]
  /** Marks without a number. */
  readonly minor: readonly number[]
  /** Text at a value, with markup. */
  readonly format: (value: number) => string
  /** Power of ten by which the texts are to be multiplied, 0 if by none. */
  readonly exponent: number
}

/**
 * Ticks of a linear axis at multiples of 1, 2 or 5 times a power of ten.
 *
 * @param domain first and last value, finite and different
 * @param count number of ticks that fit, >= 1
 */
export function linearTicks(domain: readonly [number, number], count: number): Ticks {
  const [low, high] = [Math.min(...domain), Math.max(...domain)]
  const step = niceStep((high - low) / Math.max(1, count))
  const first = Math.ceil(low / step - 1e-9)
  const last = Math.floor(high / step + 1e-9)
  const size = Math.max(Math.abs(low), Math.abs(high))
  const exponent = size >= 1e5 || size < 1e-3 ? 3 * Math.floor(Math.log10(size) / 3) : 0
  const decimals = Math.max(0, exponent - Math.floor(Math.log10(step) + 1e-9))
  return {
    values: Array.from({ length: last - first + 1 }, (_, index) => multiple(first + index, step)),
    minor: [],
    format: (value) => signed((value * Number(`1e${-exponent}`)).toFixed(decimals)),
    exponent,
  }
}

/**
 * Ticks of a logarithmic axis: powers of ten, within less than two decades also 2 and 5 times them.
 *
 * @param domain first and last value, positive and different
 * @param count number of ticks that fit, >= 1
 */
export function logTicks(domain: readonly [number, number], count: number): Ticks {
  const [low, high] = [Math.min(...domain), Math.max(...domain)]
  const inside = (value: number): boolean => value >= low * (1 - 1e-9) && value <= high * (1 + 1e-9)
  const first = Math.floor(Math.log10(low))
  const last = Math.ceil(Math.log10(high))
  const decades = Array.from({ length: last - first + 1 }, (_, index) => first + index)
  const at = (digits: readonly number[]): number[] =>
    decades.flatMap((decade) => digits.map((digit) => Number(`${digit}e${decade}`))).filter(inside)
  const powers = at([1])
  const plain = decades.every((decade) => decade >= -3 && decade <= 4)
  const format = (value: number): string => {
    if (plain) return String(value)
    const decade = Math.floor(Math.log10(value) + 1e-9)
    const digit = Math.round(value / Number(`1e${decade}`))
    return `${digit === 1 ? '' : `${digit}·`}10^{${signed(String(decade))}}`
  }
  if (powers.length >= 2) {
    const every = niceStride(powers.length / Math.max(2, count))
    const values = powers.filter((power) => Math.round(Math.log10(power)) % every === 0)
    const minor = every === 1 ? at([2, 3, 4, 5, 6, 7, 8, 9]) : powers.filter((power) => !values.includes(power))
    return { values, minor, format, exponent: 0 }
  }
  const values = at([1, 2, 5])
  if (values.length >= 2) {
    return { values, minor: at([3, 4, 6, 7, 8, 9]), format, exponent: 0 }
  }
  return linearTicks(domain, count)
}

/** Decades from one number to the next. */
function niceStride(rough: number): number {
  return [1, 2, 3, 4, 5, 6, 10, 20, 30, 50].find((stride) => stride >= rough) ?? 100
}

function niceStep(rough: number): number {
  const power = powerOfTen(Math.floor(Math.log10(rough)))
  const fraction = rough / power
  if (fraction <= 1 + 1e-9) return power
  if (fraction <= 2 + 1e-9) return 2 * power
  return fraction <= 5 + 1e-9 ? 5 * power : 10 * power
}

/** An integer multiple of a step, without the last digits that multiplication by a decimal fraction leaves. */
function multiple(count: number, step: number): number {
  const value = Number((count * step).toPrecision(12))
  return value === 0 ? 0 : value
}

function signed(digits: string): string {
  const zero = /^-[0.]+$/.test(digits)
  return digits.replace('-', zero ? '' : '−')
}
