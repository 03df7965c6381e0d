import type { Branch } from '../../src/circuit/branch.js'
import type { Fields, FieldValues } from '../../src/parts/fields.js'
import type { BuildContext, PartFaces, PartKind, PartProblem } from '../../src/parts/part.js'
import { createTables } from '../../src/physics/tables.js'

interface Surroundings {
  readonly files?: Readonly<Record<string, string>>
  readonly elements?: Readonly<Record<string, { readonly kind: string; readonly [field: string]: unknown }>>
}

/** A context for parts that stand alone. */
export function contextOf({ files = {}, elements = {} }: Surroundings = {}): BuildContext {
  return {
    tables: createTables(),
    phononTemperature: 0.03,
    material: (name) => {
      throw new Error(`no material ${name} here`)
    },
    file: (name) => files[name],
    element: (name) => elements[name],
  }
}

/** The faces of one element called `x`. */
export function build<F extends Fields>(part: PartKind<F>, spec: FieldValues<F>, around?: Surroundings): PartFaces {
  return part.build('x', spec, contextOf(around))
}

/** What the part's own check says. */
export function problems<F extends Fields>(part: PartKind<F>, spec: FieldValues<F>, around?: Surroundings) {
  return (part.check?.(spec, contextOf(around)) ?? []) as readonly PartProblem[]
}

/** Z and dZ/dT of a branch: re, im, re slope, im slope. */
export function impedance(branch: Branch, omega: number, temperature = 0.1): number[] {
  const out = new Float64Array(4)
  branch.at(temperature).evaluate(omega, out)
  return [...out]
}
