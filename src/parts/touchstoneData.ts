import type { ComplexMatrix } from '../numerics/complexMatrix.js'

/** Kinds of network parameters: scattering, admittance, impedance, inverse hybrid, hybrid. */
export type NetworkParameter = 'S' | 'Y' | 'Z' | 'G' | 'H'

/** What a Touchstone file holds, in SI units. */
export interface TouchstoneData {
  readonly ports: number
  readonly parameter: NetworkParameter
  /** Reference resistance of each port [Ohm]. */
  readonly references: readonly number[]
  /** Frequencies [Hz], strictly ascending. */
  readonly frequencies: readonly number[]
  /** One matrix for each frequency; admittances in S, impedances in Ohm. */
  readonly matrices: readonly ComplexMatrix[]
}

/** How two numbers give a complex one: magnitude and angle, decibels and angle, real and imaginary part. */
export type NumberFormat = 'MA' | 'DB' | 'RI'

/** Frequency units of the format and their values in Hz. */
export const frequencyUnits: Readonly<Record<string, number>> = { HZ: 1, KHZ: 1e3, MHZ: 1e6, GHZ: 1e9 }

/**
 * Factor by which an entry of a version 1 file is multiplied to give it its unit: such files are normalised to one
 * reference resistance R (z = Z/R, y = Y R, and the entries of H and G according to what they relate).
 */
export function normalisation(parameter: NetworkParameter, row: number, column: number, resistance: number): number {
  switch (parameter) {
    case 'S':
      return 1
    case 'Z':
      return resistance
    case 'Y':
      return 1 / resistance
    case 'H':
      return row !== column ? 1 : row === 0 ? resistance : 1 / resistance
    case 'G':
      return row !== column ? 1 : row === 0 ? 1 / resistance : resistance
  }
}

/** The places of a matrix in the order in which a file lists them. */
export function entryOrder(
  ports: number,
  format: 'full' | 'lower' | 'upper',
  columnsFirst: boolean,
): readonly (readonly [row: number, column: number])[] {
  const order: [number, number][] = []
  for (let i = 0; i < ports; i++) {
    const from = format === 'upper' ? i : 0
    const to = format === 'lower' ? i + 1 : ports
    for (let j = from; j < to; j++) order.push(columnsFirst ? [j, i] : [i, j])
  }
  return order
}
