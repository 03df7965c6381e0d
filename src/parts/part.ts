import type { Branch, Coupling, Multiport } from '../circuit/branch.js'
import type { Material } from '../materials/material.js'
import type { HeatCapacity, HeatChannel } from '../thermal/channel.js'
import type { Fields, FieldValues } from './fields.js'

/** What a part may ask of the device it stands in. */
export interface BuildContext {
  /** Material of the library with the overrides of the device file. Reading has checked that it exists. */
  material(name: string): Material
  /** Temperature of the phonon bath [K]. */
  readonly phononTemperature: number
  /** Text of a file named in a `file` field; reading has checked that it exists. */
  file(name: string): string
}

/** Geometry of a conductor, for the assumption checks. */
export interface Extent {
  readonly island: string
  readonly material: Material
  /** Length, width, thickness [m]. */
  readonly size: readonly [number, number, number]
}

/** What a part brings to the two networks. */
export interface PartFaces {
  readonly branches?: readonly Branch[]
  readonly multiports?: readonly Multiport[]
  readonly couplings?: readonly Coupling[]
  readonly channels?: readonly HeatChannel[]
  readonly heatCapacities?: readonly HeatCapacity[]
  readonly extents?: readonly Extent[]
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
