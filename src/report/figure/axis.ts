import { unitMarkup } from './markup.js'
import type { AxisSpec } from './spec.js'
import { linearTicks, logTicks, type Ticks } from './ticks.js'

/** An axis laid out over a stretch of pixels. */
export interface Axis {
  readonly scale: 'linear' | 'log'
  readonly domain: readonly [number, number]
  readonly ticks: Ticks
  /** Label with unit and power of ten, as markup. */
  readonly label: string
  /** Pixel of a value; NaN for a value that the axis cannot show (zero on a logarithmic one). */
  readonly position: (value: number) => number
}

/** Below this a size is nothing but what is left of zero, and its ticks could not be told apart. */
const smallestSize = 1e-280

/** Whether two ends are far enough apart to put ticks between them that can be told apart. */
function isWide(low: number, high: number): boolean {
  const size = Math.max(Math.abs(low), Math.abs(high))
  return size >= smallestSize && high - low > 1e-9 * size
}

/**
 * Range of the finite values; if there is but one value (to nine digits), a range around it.
 *
 * @param subject what the values are, for the error text
 * @throws Error if there is no finite value, or one that a logarithmic axis cannot show
 */
export function extent(values: Iterable<number>, scale: 'linear' | 'log', subject: string): [number, number] {
  let low = Number.POSITIVE_INFINITY
  let high = Number.NEGATIVE_INFINITY
  for (const value of values) {
    if (!Number.isFinite(value)) continue
    low = Math.min(low, value)
    high = Math.max(high, value)
  }
  if (low > high) throw new Error(`figure: ${subject}: no finite value to draw; leave the panel out`)
  if (scale === 'log' && low <= 0) {
    throw new Error(`figure: ${subject}: a logarithmic axis needs values > 0, got ${low}; make the axis linear`)
  }
  if (isWide(low, high)) return [low, high]
  if (scale === 'log') return [low / 2, high * 2]
  const size = Math.max(Math.abs(low), Math.abs(high))
  const half = size < smallestSize ? 1 : size / 2
  return [low - half, high + half]
}

/**
 * Widens a range so that curves keep off the frame, and down to zero where that is near.
 *
 * @param above further room above, as a share of the whole
 */
export function padded(
  [low, high]: readonly [number, number],
  scale: 'linear' | 'log',
  above: number,
): [number, number] {
  const [from, to] = scale === 'log' ? [Math.log(low), Math.log(high)] : [low, high]
  const span = to - from
  const nearZero = scale === 'linear' && low >= 0 && low < 0.3 * high
  const bottom = nearZero ? 0 : from - 0.05 * span
  const top = to + 0.05 * span
  const raised = top + ((top - bottom) * above) / (1 - above)
  return scale === 'log' ? [Math.exp(bottom), Math.exp(raised)] : [bottom, raised]
}

/**
 * Lays an axis out.
 *
 * @param domain first and last value
 * @param from pixel of the first value
 * @param to pixel of the last value
 * @param spacing room for each tick [px]
 * @throws Error if the domain is empty, not finite, or not positive on a logarithmic axis
 */
export function layoutAxis(
  spec: AxisSpec,
  domain: readonly [number, number],
  from: number,
  to: number,
  spacing: number,
): Axis {
  const scale = spec.scale ?? 'linear'
  const [low, high] = [Math.min(...domain), Math.max(...domain)]
  if (!domain.every(Number.isFinite) || !isWide(low, high) || (scale === 'log' && low <= 0)) {
    const constraint = scale === 'log' ? 'two different numbers > 0' : 'two different finite numbers'
    throw new Error(`figure: domain of axis "${spec.label}": must be ${constraint}, got [${domain.join(', ')}]`)
  }
  const count = Math.max(2, Math.floor(Math.abs(to - from) / spacing))
  const ticks = scale === 'log' ? logTicks(domain, count) : linearTicks(domain, count)
  const warp = scale === 'log' ? Math.log : (value: number) => value
  const [start, end] = domain.map(warp)
  const position = (value: number): number => {
    const pixel = from + ((warp(value) - start) / (end - start)) * (to - from)
    return Number.isFinite(pixel) ? pixel : Number.NaN
  }
  return { scale, domain, ticks, label: axisLabel(spec, ticks.exponent), position }
}

/** Whether an axis shows a value; rounding at its ends does not count. */
export function shows({ domain }: Pick<Axis, 'domain'>, value: number): boolean {
  const slack = 1e-9 * Math.abs(domain[1] - domain[0])
  return value >= Math.min(...domain) - slack && value <= Math.max(...domain) + slack
}

/** The value itself where the axis shows it, else the nearer end of the axis. */
export function clampedTo({ domain }: Pick<Axis, 'domain'>, value: number): number {
  return Math.max(Math.min(...domain), Math.min(Math.max(...domain), value))
}

/** Label of an axis with its unit: `*T*_{D} (mK)`. */
export function axisLabel(spec: Pick<AxisSpec, 'label' | 'unit'>, exponent: number): string {
  const unit = spec.unit === undefined || spec.unit === '1' ? '' : unitMarkup(spec.unit)
  const power = exponent === 0 ? '' : `10^{${String(exponent).replace('-', '−')}}`
  const inside = [power, unit].filter((part) => part !== '').join(' ')
  return inside === '' ? spec.label : `${spec.label} (${inside})`
}
