import type { Device } from '../device/device.js'
import type { HeatKink } from '../thermal/heatCurve.js'

/**
 * Critical temperatures at which heat flows of a device have kinks: for every element each superconductor it names, at each free
 * island it names. One too many does no harm: the curve of steady states is only stopped at there.
 */
export function heatKinks(device: Device): HeatKink[] {
  const kinks = new Map<string, HeatKink>()
  for (const element of [...Object.values(device.circuit), ...Object.values(device.heat)]) {
    const words = wordsOf(element)
    for (const island of words) {
      if (!Object.hasOwn(device.islands, island) || device.islands[island]!.temperature !== null) continue
      for (const material of words) {
        const temperature = Object.hasOwn(device.materials, material)
          ? device.materials[material]!.criticalTemperature
          : undefined
        if (temperature !== undefined) kinks.set(`${island} ${temperature}`, { island, temperature })
      }
    }
  }
  return [...kinks.values()]
}

/** All texts in a value, however deep. */
function wordsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(wordsOf) : []
}
