import { engineeringPrefix } from 'caloritron'
import { prettyUnit } from '../ui/format.ts'
import { linearNumber, logNumber, logSplits } from '../views/ticks.ts'

/** A mark of an axis: its place between 0 and 1, and what stands there. */
export interface Tick {
  readonly place: number
  readonly text: string
}

export interface TickedAxis {
  readonly ticks: readonly Tick[]
  /** Unit of the numbers. */
  readonly unit: string
}

/** Round numbers in a range, about so many. */
function roundNumbers(low: number, high: number, count: number): number[] {
  const rough = (high - low) / count
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = power * ([1, 2, 5, 10].find((digit) => digit * power >= rough) ?? 10)
  const first = Math.ceil(low / step - 1e-9)
  const last = Math.floor(high / step + 1e-9)
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, k) => Number(((first + k) * step).toPrecision(12)))
}

/** Marks of an axis along cells whose middles are at `values` [plain unit], as many as have room. */
export function ticksOf(values: readonly number[], unit: string, count: number): TickedAxis {
  const [first, last] = [values[0]!, values.at(-1)!]
  const { factor, unit: prefixed } = engineeringPrefix(Math.max(Math.abs(first), Math.abs(last)), unit || '1')
  const middle = values[Math.floor((values.length - 1) / 2)]!
  // Whether they are spaced by ratios shows in the middle.
  const log = first > 0 && last > 0 && Math.abs(middle - (first + last) / 2) > 0.02 * Math.abs(last - first)
  const cell = 1 / values.length
  const place = (value: number): number => {
    const part = log ? Math.log(value / first) / Math.log(last / first) : (value - first) / (last - first)
    return cell / 2 + part * (1 - cell)
  }
  const [low, high] = [Math.min(first, last) * factor, Math.max(first, last) * factor]
  const wide = log && high / low > 12
  const numbers = wide ? logSplits(low, high) : roundNumbers(low, high, count)
  return {
    unit: prefixed === '1' ? '' : prettyUnit(prefixed),
    ticks: numbers.map((number) => ({
      place: place(number / factor),
      text: wide ? logNumber(number) : linearNumber(number, numbers),
    })),
  }
}
