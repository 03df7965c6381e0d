/**
 * Declarations of the fields of a part. One declaration gives the type, the check, the JSON Schema, the documentation
 * and the form control; every quantity is held in SI units once read.
 */
interface FieldBase {
  readonly label: string
  readonly description: string
  /** Symbol used in formulas and on axes. */
  readonly symbol?: string
  readonly optional?: boolean
}

/** A physical quantity written with a unit (`700 nm`), held in SI. */
export interface QuantityField extends FieldBase {
  readonly type: 'quantity'
  /** SI unit, which also fixes the dimension: `m`, `ohm`, `W m^-3 K^-5`; the empty string is dimensionless. */
  readonly unit: string
  /** Unit for display and for a written example: `um`. */
  readonly displayUnit: string
  /** An example in the unit a user would write, for error messages: `6 um`. */
  readonly example: string
  /** Smallest allowed value in SI; strict with `exclusiveMinimum`. */
  readonly minimum?: number
  readonly exclusiveMinimum?: boolean
  readonly maximum?: number
  /** Plausible range in SI: outside it a warning is given; also the range of a slider. */
  readonly plausible: readonly [number, number]
  readonly scale?: 'linear' | 'log'
  /** If given, a bare number is accepted and multiplied by this SI value (flux in flux quanta). */
  readonly bareNumber?: { readonly factor: number; readonly meaning: string }
}

/** A pure number. */
export interface NumberField extends FieldBase {
  readonly type: 'number'
  readonly minimum?: number
  readonly exclusiveMinimum?: boolean
  readonly maximum?: number
  readonly plausible: readonly [number, number]
}

export interface ChoiceField extends FieldBase {
  readonly type: 'choice'
  readonly choices: readonly string[]
}
/** The nodes an element is connected to, in order. */
export interface NodesField extends FieldBase {
  readonly type: 'nodes'
  /** Whether each node is one end of a port whose other end is `gnd`. */
  readonly againstGround?: true
  readonly count: number | null
}
export interface IslandField extends FieldBase {
  readonly type: 'island'
}
/** An island or the phonon bath `phonons`. */
export interface ReservoirField extends FieldBase {
  readonly type: 'reservoir'
}
export interface MaterialField extends FieldBase {
  readonly type: 'material'
}
export interface FlagField extends FieldBase {
  readonly type: 'flag'
}
/** Name of another element of the circuit (coupled inductors). */
export interface ElementField extends FieldBase {
  readonly type: 'element'
}
/** A file beside the device file; its text is available to the part through the build context. */
export interface FileField extends FieldBase {
  readonly type: 'file'
}
/** A group of fields under one key. */
export interface GroupField extends FieldBase {
  readonly type: 'group'
  readonly fields: Fields
}

export type Field =
  | QuantityField
  | NumberField
  | ChoiceField
  | NodesField
  | IslandField
  | ReservoirField
  | MaterialField
  | FlagField
  | ElementField
  | FileField
  | GroupField

export type Fields = Readonly<Record<string, Field>>

type FieldValue<F extends Field> = F extends QuantityField | NumberField
  ? number
  : F extends ChoiceField
    ? F['choices'][number]
    : F extends NodesField
      ? readonly string[]
      : F extends FlagField
        ? boolean
        : F extends GroupField
          ? FieldValues<F['fields']>
          : string

type OptionalKeys<S extends Fields> = { [K in keyof S]: S[K]['optional'] extends true ? K : never }[keyof S]

/** The values of declared fields after reading: SI numbers and names; an optional field may be absent. */
export type FieldValues<S extends Fields> = string extends keyof S
  ? Readonly<Record<string, unknown>>
  : { readonly [K in Exclude<keyof S, OptionalKeys<S>>]: FieldValue<S[K]> } & {
      readonly [K in OptionalKeys<S>]?: FieldValue<S[K]> | undefined
    }
