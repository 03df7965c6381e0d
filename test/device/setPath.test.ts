import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseAssignment } from '../../src/device/assignment.js'
import { describePath } from '../../src/device/describePath.js'
import { DeviceError, problemText } from '../../src/device/problems.js'
import { readDevice } from '../../src/device/readDevice.js'
import { axisSetter, setPath, validateValue } from '../../src/device/setPath.js'

const read = (file: string) => readDevice(readFileSync(new URL(`../../examples/${file}`, import.meta.url), 'utf8'))
const device = read('dey2023-ndtc.yaml')
const stepped = read('ideal-step.yaml')

function textOf(action: () => unknown): string {
  try {
    action()
  } catch (error) {
    if (error instanceof DeviceError) return error.message
    throw error
  }
  return 'no error'
}

describe('setPath', () => {
  it('copies along the path and shares the rest', () => {
    const longer = setPath(device, 'circuit.source_ti.length', 8e-6)
    expect(longer.circuit.source_ti!.length).toBe(8e-6)
    expect(device.circuit.source_ti!.length).toBe(6e-6)
    expect(longer.circuit.source_cu).toBe(device.circuit.source_cu)
    expect(longer.heat).toBe(device.heat)
    expect(longer.materials).toBe(device.materials)
  })

  it.each([
    ['phonons', 0.05, (d: typeof device) => d.phonons],
    ['islands.drain.temperature', 0.1, (d: typeof device) => d.islands.drain!.temperature],
    ['materials.Cu.electronPhononCoupling', 3e9, (d: typeof device) => d.materials.Cu!.electronPhononCoupling],
    ['heat.heater.power', 2e-12, (d: typeof device) => d.heat.heater!.power],
    ['assumptions.leads.length', 1e-4, (d: typeof device) => d.assumptions.leads!.length],
  ])('sets %s', (path, value, get) => {
    expect(get(setPath(device, path, value))).toBe(value)
  })

  it('sets a material of the library that the file does not mention', () => {
    expect(device.materials.Au).toBeUndefined()
    expect(setPath(device, 'materials.Au.resistivity', 4e-8).materials.Au).toMatchObject({
      name: 'Au',
      resistivity: 4e-8,
    })
  })

  it('makes a normal metal of a superconductor at 0 K', () => {
    expect('criticalTemperature' in setPath(device, 'materials.Ti.criticalTemperature', 0).materials.Ti!).toBe(false)
  })

  it('reaches into groups', () => {
    const [name] = Object.entries(stepped.circuit).find(([, element]) => element.step !== undefined)!
    const moved = setPath(stepped, `circuit.${name}.step.temperature`, 0.5)
    expect(moved.circuit[name]!.step).toMatchObject({ temperature: 0.5 })
    expect(stepped.circuit[name]!.step).toMatchObject({ temperature: 0.4 })
  })

  it('is the same as reading the file with the value set', () => {
    const text = readFileSync(new URL('../../examples/dey2023-ndtc.yaml', import.meta.url), 'utf8')
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 99_999 }), (nanometres) => {
        const set = { 'circuit.source_ti.length': `${nanometres} nm` }
        expect(setPath(device, 'circuit.source_ti.length', Number(`${nanometres}e-9`))).toEqual(
          readDevice(text, { set }),
        )
      }),
      { numRuns: 20 },
    )
  })

  it('gives a setter that is found once and serves every device of the same make', () => {
    const setPower = axisSetter(device, 'heat.heater.power')
    expect(setPower(setPath(device, 'phonons', 0.1), 3e-12)).toMatchObject({
      phonons: 0.1,
      heat: { heater: { power: 3e-12 } },
    })
  })

  it.each([
    [
      'circuit.source_ti.lenght',
      'circuit.source_ti.lenght: is not a field of a wire (path); did you mean "circuit.source_ti.length"?',
    ],
    ['heat.heatr.power', 'heat.heatr.power: is not a heat path of the device (path); did you mean "heat.heater"?'],
    [
      'circuit.source_ti.nodes',
      'circuit.source_ti.nodes: must be a number or a quantity to be varied, but is a list of nodes (path)',
    ],
    [
      'circuit.source_ti.material',
      'circuit.source_ti.material: must be a number or a quantity to be varied, but is a material (path)',
    ],
    [
      'materials.Ti.electronPhononExponent',
      'materials.Ti.electronPhononExponent: must not be varied, because it changes the unit of electronPhononCoupling (path); set both for one calculation after the other',
    ],
    ['', ': is not a path of a device (path); accepted are phonons, islands, materials, circuit, heat, assumptions'],
  ])('refuses %j', (path, message) => {
    const text = path === '' ? message.replace(/^: /, 'device file: ') : message
    expect(textOf(() => setPath(device, path, 1))).toBe(text)
    expect(textOf(() => describePath(device, path))).toBe(text)
  })

  it('refuses a group that is not there', () => {
    const [name] = Object.entries(stepped.circuit).find(([, element]) => element.step === undefined)!
    expect(textOf(() => setPath(stepped, `circuit.${name}.step.temperature`, 1))).toBe(
      `circuit.${name}.step.temperature: cannot be varied, because circuit.${name}.step is not given (path); give all of circuit.${name}.step in the device file`,
    )
  })
})

describe('describePath', () => {
  it('gives unit, symbol and limits', () => {
    expect(describePath(device, 'circuit.source_ti.length')).toEqual({
      path: 'circuit.source_ti.length',
      unit: 'm',
      displayUnit: 'um',
      bareUnit: null,
      symbol: 'l',
      label: 'length of source_ti',
      description: 'Length along the current.',
      minimum: 0,
      exclusiveMinimum: true,
      maximum: null,
      plausible: [1e-8, 1e-2],
      scale: 'log',
      example: '6 um',
    })
    expect(describePath(device, 'phonons')).toMatchObject({ unit: 'K', label: 'phonon temperature', symbol: 'T_p' })
    expect(describePath(device, 'materials.Nb.gapRatio')).toMatchObject({ unit: '', label: 'gap ratio of Nb' })
  })

  it('knows the unit of a coupling from the exponent', () => {
    const other = {
      ...device,
      materials: { ...device.materials, Cu: { ...device.materials.Cu!, electronPhononExponent: 6 } },
    }
    expect(describePath(other, 'materials.Cu.electronPhononCoupling').unit).toBe('W m^-3 K^-6')
  })
})

describe('validateValue', () => {
  const check = (path: string, value: number) => validateValue(device, path, value).map(problemText)

  it('passes what the file could say', () => {
    expect(check('heat.heater.power', 0)).toEqual([])
    expect(check('circuit.source_ti.length', 1e-3)).toEqual([])
    expect(check('islands.drain.temperature', 0.05)).toEqual([])
  })

  it.each([
    ['circuit.source_ti.length', 0, 'circuit.source_ti.length: must be greater than 0, got 0 m (path)'],
    ['circuit.source_ti.length', -2e-6, 'circuit.source_ti.length: must be greater than 0, got -2 µm (path)'],
    ['circuit.source_ti.length', Number.NaN, 'circuit.source_ti.length: must be finite, got NaN (path)'],
    ['phonons', Number.POSITIVE_INFINITY, 'phonons: must be finite, got Infinity (path)'],
    [
      'heat.heater.voltage',
      1e-6,
      'heat.heater.voltage: must not be given together with `power` (path); keep one of the two',
    ],
  ])('refuses %s = %s', (path, value, message) => {
    expect(check(path, value)).toEqual([message])
  })
})

describe('parseAssignment', () => {
  it('splits at the first equals sign', () => {
    expect(parseAssignment('title=a = b')).toEqual({ path: 'title', value: 'a = b' })
  })
  it.each(['phonons', '=3 K', 'phonons='])('refuses %s', (text) => {
    expect(() => parseAssignment(text)).toThrow(
      `must be PATH=VALUE, got ${JSON.stringify(text)} (--set); write for example`,
    )
  })
})
