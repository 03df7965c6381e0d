import type { Branch, Coupling, Multiport } from '../circuit/branch.js'
import type { Material } from '../materials/material.js'
import type { PhysicsTables } from '../physics/tables.js'
import type { HeatCapacity, HeatChannel } from '../thermal/channel.js'
import type { Fields, FieldValues } from './fields.js'

/** What a part may ask of the device it stands in. */
export interface BuildContext {
  /** Material of the library with the overrides of the device file. Reading has checked that it exists. */
  material(name: string): Material
  /** Temperature of the phonon bath [K]; what depends on it must say so, see `readsPhonons`. */
  readonly phononTemperature: number
  /** Universal functions of superconductors, shared by all parts. */
  readonly tables: PhysicsTables
  /** Text of a file named in a `file` field; reading has checked that it exists. */
  file(name: string): string
  /** Kind and fields (SI numbers, names) of another element of the circuit; undefined if there is none of that name. */
  element(name: string): { readonly kind: string; readonly [field: string]: unknown } | undefined
}

/** Geometry of a conductor, for the assumption checks. */
export interface Extent {
  readonly island: string
  readonly material: Material
  /** Length, width, thickness [m]. */
  readonly size: readonly [number, number, number]
}

/** A bound within which the description of an element holds: something the study finds must stay far below `value`. */
export interface Limit {
  readonly element: string
  /** What is bounded: the resistance the circuit shows the element at its nodes [Ohm], or the electron temperatures [K]. */
  readonly quantity: 'resistance-seen' | 'temperature'
  readonly nodes: readonly [string, string]
  readonly value: number
  /** What the value is and what happens near it. */
  readonly meaning: string
}

/** Something that a meter shows at an operating point: a voltage, a current, a responsivity. */
export interface Reading {
  readonly element: string
  /** Symbol; with the name of the element it is the name of the column (`V_thermometer`). */
  readonly symbol: string
  /** SI unit. */
  readonly unit: string
  readonly longName: string
  /** Reservoirs whose temperatures it depends on. */
  readonly terminals: readonly string[]
  /** Value at the temperatures [K] of the terminals. */
  evaluate(temperatures: Float64Array): number
}

/** What a part brings to the two networks. */
export interface PartFaces {
  readonly branches?: readonly Branch[]
  readonly multiports?: readonly Multiport[]
  readonly couplings?: readonly Coupling[]
  readonly channels?: readonly HeatChannel[]
  readonly heatCapacities?: readonly HeatCapacity[]
  readonly extents?: readonly Extent[]
  readonly limits?: readonly Limit[]
  readonly readings?: readonly Reading[]
  /** Whether it was built with `phononTemperature`: a channel takes that of its terminals instead. */
  readonly readsPhonons?: boolean
}

/** A remark of a part's own check: which field, and what is wrong with it and how to mend it. */
export interface PartProblem {
  readonly field: string
  readonly message: string
  /** Default `error`. */
  readonly severity?: 'error' | 'warning'
}

/** A kind of part: its declaration and how it becomes branches and channels. */
export interface PartKind<F extends Fields = Fields> {
  /** Value of `kind` in the device file. */
  readonly kind: string
  /** Section of the device file it belongs to. */
  readonly section: 'circuit' | 'heat'
  readonly title: string
  /** One paragraph for the documentation: what it is, with formula and source. */
  readonly description: string
  readonly fields: F
  /** Conditions that hold between fields. */
  check?(spec: FieldValues<F>, context: BuildContext): readonly PartProblem[]
  build(name: string, spec: FieldValues<F>, context: BuildContext): PartFaces
}

/** Keeps the field types of a declaration while checking its shape. */
export function definePart<const F extends Fields>(part: PartKind<F>): PartKind<F> {
  return part
}
