import { readFileSync } from 'node:fs'
import { compile, type Model } from '../../src/device/compile.js'
import type { Device } from '../../src/device/device.js'
import { readDevice } from '../../src/device/readDevice.js'
import { setPath } from '../../src/device/setPath.js'

/** A device of `examples/`. */
export function exampleDevice(name: string): Device {
  return readDevice(readFileSync(new URL(`../../examples/${name}.yaml`, import.meta.url), 'utf8'))
}

/** An example with numbers changed. */
export function exampleModel(name: string, numbers: Readonly<Record<string, number>> = {}): Model {
  return compile(
    Object.entries(numbers).reduce((device, [path, value]) => setPath(device, path, value), exampleDevice(name)),
  )
}

/** Resistivity of the titanium film of the paper's device at which R_0 = r R_D. */
export function filmResistivity(r: number): number {
  // R_0 = 36 R_D at 30 uOhm cm; the golden rows give r only, and all lengths scale out of tau.
  return (3e-7 * r) / 36
}
