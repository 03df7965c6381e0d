import { sin } from '../numerics/trigonometry.js'

/** A number as a function of time. */
export interface Waveform {
  /** Value at a time [s]; at a break just before (-1) or just after it (+1). */
  value(time: number, side: 1 | -1): number
  /** Times at which it jumps or bends, ascending [s]. */
  readonly breaks: readonly number[]
  /** Step that resolves it [s]; Infinity where the breaks tell everything. */
  readonly largestStep: number
}

/**
 * The same value at all times.
 *
 * @example
 * constantWaveform(1e-12).value(0, 1) // 1e-12
 */
export function constantWaveform(value: number): Waveform {
  return { value: () => value, breaks: [], largestStep: Infinity }
}

/**
 * `before` until `time` [s], `after` from then on.
 *
 * @throws Error for numbers that make no such waveform
 * @example
 * stepWaveform(0, 1e-12, 1e-6).value(2e-6, 1) // 1e-12
 */
export function stepWaveform(before: number, after: number, time: number): Waveform {
  requireFinite('step', { before, after, time })
  return {
    value: (t, side) => (t > time || (t === time && side > 0) ? after : before),
    breaks: [time],
    largestStep: Infinity,
  }
}

/**
 * `base`, but `top` from `start` [s] for `length` [s] > 0.
 *
 * @throws Error for numbers that make no such waveform
 * @example
 * pulseWaveform(0, 1e-12, 0, 1e-6).value(5e-7, 1) // 1e-12
 */
export function pulseWaveform(base: number, top: number, start: number, length: number): Waveform {
  requireFinite('pulse', { base, top, start, length })
  if (!(length > 0)) throw new Error(`pulse: length must be positive, got ${length} s`)
  const end = start + length
  return {
    value(t, side) {
      const begun = t > start || (t === start && side > 0)
      const over = t > end || (t === end && side > 0)
      return begun && !over ? top : base
    },
    breaks: [start, end],
    largestStep: Infinity,
  }
}

/**
 * `mean` + `amplitude` sin(2 pi frequency t + phase), frequency [Hz] > 0, phase [rad].
 *
 * @throws Error for numbers that make no such waveform
 * @example
 * sineWaveform(1e-12, 1e-13, 1e6).value(0, 1) // 1e-12
 */
export function sineWaveform(mean: number, amplitude: number, frequency: number, phase = 0): Waveform {
  requireFinite('sine', { mean, amplitude, frequency, phase })
  if (!(frequency > 0)) throw new Error(`sine: frequency must be positive, got ${frequency} Hz`)
  return {
    value: (t) => mean + amplitude * sin(2 * Math.PI * frequency * t + phase),
    breaks: [],
    largestStep: 1 / (8 * frequency),
  }
}

/**
 * Straight lines between the points of a table, constant before and after it; a double time is a jump.
 *
 * @throws Error for numbers that make no such waveform
 * @example
 * tableWaveform([0, 1e-6], [0, 2e-12]).value(5e-7, 1) // 1e-12
 */
export function tableWaveform(times: readonly number[], values: readonly number[]): Waveform {
  if (times.length === 0 || times.length !== values.length)
    throw new Error(
      `table: needs as many values as times, at least one, got ${times.length} times, ${values.length} values`,
    )
  for (const [index, time] of times.entries()) {
    requireFinite('table', { time, value: values[index] })
    if (index > 0 && time < times[index - 1])
      throw new Error(`table: times must not descend, got ${times[index - 1]} s before ${time} s; sort the table`)
  }
  const last = times.length - 1
  return {
    value(t, side) {
      // The first point that lies behind t.
      let next = times.findIndex((time) => (side > 0 ? time > t : time >= t))
      if (next < 0) next = last + 1
      if (next === 0) return values[0]
      if (next > last) return values[last]
      const part = (t - times[next - 1]) / (times[next] - times[next - 1])
      return values[next - 1] + part * (values[next] - values[next - 1])
    },
    breaks: [...new Set(times)],
    largestStep: Infinity,
  }
}

function requireFinite(kind: string, numbers: Readonly<Record<string, number>>): void {
  for (const [name, value] of Object.entries(numbers))
    if (!Number.isFinite(value)) throw new Error(`${kind}: ${name} must be a finite number, got ${value}`)
}
