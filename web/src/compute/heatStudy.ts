import { type Dataset, type Device, type Executor, type Model, type OperatingPoint, setPath, sweep } from 'caloritron'
import type { Studies } from './protocol.ts'

const points = 96

/** Photonic heat against the temperature of one island, every other island as it is at an operating point. */
export async function heatStudy(
  { island, highest }: Studies['heat']['request'],
  device: Device,
  { temperatures }: OperatingPoint,
  options: { readonly executor: Executor; readonly signal: AbortSignal },
): Promise<Dataset | null> {
  const { [island]: own, ...others } = temperatures
  const held = Object.entries(others)
  if (own === undefined || held.length === 0) return null
  const still = held.reduce((next, [name, value]) => setPath(next, `islands.${name}.temperature`, value), device)
  const to = rangeFor(Math.max(own, highest))
  const from = Math.min(device.phonons, to / 2)
  // A sweep needs of the model nothing but its device.
  return sweep({ device: still } as Model, { [`islands.${island}.temperature`]: { from, to, points } }, options)
}

/** A little beyond a temperature, in steps. */
function rangeFor(temperature: number): number {
  const step = 10 ** Math.floor(Math.log10(temperature)) / 4
  return step * Math.ceil((1.05 * temperature) / step)
}
