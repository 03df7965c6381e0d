import { readFile } from 'node:fs/promises'
import type { Device } from '../../device/device.js'
import { readDevice } from '../../device/readDevice.js'

/**
 * A device of the folder `examples/`, which comes with the package: it is found from here, wherever the command is called.
 *
 * @param set values to change, as `--set` does
 */
export async function exampleDevice(name: string, set: Readonly<Record<string, string>> = {}): Promise<Device> {
  const file = new URL(`../../../examples/${name}.yaml`, import.meta.url)
  return readDevice(await readFile(file, 'utf8'), { name: `examples/${name}.yaml`, set })
}
