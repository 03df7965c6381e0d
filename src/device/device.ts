import type { Material } from '../materials/material.js'

/** An electrode whose electrons share one temperature. */
export interface DeviceIsland {
  /** Fixed temperature [K]; null where the balance decides. */
  readonly temperature: number | null
}

/** An element of the circuit or a source of heat: its kind and the fields that kind declares (SI numbers, names). */
export interface DeviceElement {
  readonly kind: string
  readonly [field: string]: unknown
}

/** A swept path of the device file; limits in SI. */
export interface SweepAxis {
  readonly path: string
  readonly from: number
  readonly to: number
  readonly points: number
  readonly scale: 'linear' | 'log'
}

/** Superconducting leads between the islands, for the assumption checks; lengths in m. */
export interface LeadsAssumption {
  readonly material: string
  readonly length: number
  readonly width: number
  readonly thickness: number
}

/** Thermometer that reads an island, for the assumption checks. */
export interface ThermometerAssumption {
  readonly island: string
  /** Superconductor of the thermometer. */
  readonly material: string
  /** Smallest temperature difference it can tell apart [K]. */
  readonly resolution: number
}

/** What the device file assumes but does not compute: the program checks it against the result. */
export interface Assumptions {
  readonly leads?: LeadsAssumption
  readonly thermometer?: ThermometerAssumption
}

/** A device file after reading: plain data, every quantity in SI units, every name checked. */
export interface Device {
  readonly title: string
  readonly reference: string | null
  readonly description: string | null
  /** Temperature of the phonon bath [K]. */
  readonly phonons: number
  readonly islands: Readonly<Record<string, DeviceIsland>>
  /** Every material used or defined: the library merged with the overrides of the file. */
  readonly materials: Readonly<Record<string, Material>>
  readonly circuit: Readonly<Record<string, DeviceElement>>
  readonly heat: Readonly<Record<string, DeviceElement>>
  readonly assumptions: Assumptions
  readonly sweep: readonly SweepAxis[]
  /** Text of the files named in `file` fields. */
  readonly files: Readonly<Record<string, string>>
}
