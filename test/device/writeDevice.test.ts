import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { describePath } from '../../src/device/describePath.js'
import type { Device } from '../../src/device/device.js'
import { readDevice } from '../../src/device/readDevice.js'
import { setPath } from '../../src/device/setPath.js'
import { writeDevice } from '../../src/device/writeDevice.js'

const examples = new URL('../../examples/', import.meta.url)
const textOf = (name: string) => readFileSync(new URL(name, examples), 'utf8')
const read = (file: string) => readDevice(textOf(file), { files: textOf })
const files = readdirSync(examples).filter((file) => file.endsWith('.yaml'))

describe('writeDevice', () => {
  it.each(files)('writes %s as an equal device', (file) => {
    const device = read(file)
    expect(readDevice(writeDevice(device), { files: textOf })).toEqual(device)
  })

  it('writes what a person would', () => {
    const text = writeDevice(setPath(read('dey2023-ndtc-as-printed.yaml'), 'circuit.source_ti.length', 8e-6))
    expect(text).toContain('phonons: 30 mK\n')
    expect(text).toContain(
      '  source_ti: { kind: wire, material: Ti, length: 8 um, width: 0.7 um, thickness: 25 nm, nodes: [ film, gnd ], island: source }\n',
    )
    expect(text).toContain('  Cu: { electronPhononCoupling: 3e9 W m^-3 K^-5, electronPhononExponent: 5 }\n')
    expect(text).toContain('  heat.heater.power: { from: 0 pW, to: 5 pW, points: 251 }\n')
  })

  it('keeps text that looks like something else, and every bit of a number', () => {
    const paths = [
      'circuit.source_ti.length',
      'phonons',
      'islands.drain.temperature',
      'materials.Ti.gapRatio',
      'materials.Au.resistivity',
      'materials.Ti.electronPhononCoupling',
      'heat.heater.power',
    ]
    const device = read('dey2023-ndtc.yaml')
    fc.assert(
      fc.property(
        fc.constantFrom(...paths),
        fc.double({ min: 1e-15, max: 1e15, noNaN: true }),
        fc.string({ unit: 'grapheme', maxLength: 30 }).filter((text) => text.trim() !== ''),
        (path, value, title) => {
          expect(describePath(device, path).path).toBe(path)
          const changed: Device = { ...setPath(device, path, value), title, sweep: [] }
          expect(readDevice(writeDevice(changed))).toEqual(changed)
        },
      ),
      { numRuns: 200 },
    )
  })

  it('writes a superconductor made normal, and a material that nothing uses', () => {
    const device = setPath(read('dey2023-ndtc.yaml'), 'materials.Ti.criticalTemperature', 0)
    expect(writeDevice(device)).toContain('criticalTemperature: 0 mK')
    expect(readDevice(writeDevice(device))).toEqual(device)
    const unused = setPath(device, 'materials.V.gapRatio', 1.8)
    expect(readDevice(writeDevice(unused))).toEqual(unused)
  })
})
