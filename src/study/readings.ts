import { type Model, phononBath } from '../device/compile.js'

/** What a meter shows at an operating point. */
export interface ReadingValue {
  readonly element: string
  /** `V`, `I`, `dVdT` ... */
  readonly symbol: string
  readonly unit: string
  readonly longName: string
  readonly value: number
}

/**
 * Everything that the meters of a device show at given temperatures: voltage of a thermometer, its responsivity, current
 * of a junction under voltage.
 *
 * @param model Model from `compile`.
 * @param temperatures Temperature of every island [K], for instance of an operating point.
 * @returns The readings in the order of the elements.
 * @throws Error if the temperature of an island is missing.
 * @example
 * takeReadings(model, solve(model).temperatures).length // none in a device without a thermometer
 */
export function takeReadings(model: Model, temperatures: Readonly<Record<string, number>>): ReadingValue[] {
  return model.readings.map(({ element, symbol, unit, longName, terminals, evaluate }) => {
    const local = Float64Array.from(terminals, (name) => {
      const value = name === phononBath ? model.device.phonons : temperatures[name]
      if (value === undefined) throw new Error(`reading of ${element}: the temperature of ${name} is missing; give it`)
      return value
    })
    return { element, symbol, unit, longName, value: evaluate(local) }
  })
}
