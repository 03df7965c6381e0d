import type { ElementField } from './fields.js'
import { type BuildContext, definePart, type PartProblem } from './part.js'
import { inductanceField } from './reactance.js'

const inductorName = {
  type: 'element',
  label: 'inductor',
  description: 'Name of an inductor of the circuit.',
} as const satisfies ElementField

/** Inductance of an inductor that a field names; undefined if it is something else. */
function inductanceOf(context: BuildContext, name: string): number | undefined {
  const element = context.element(name)
  return element?.kind === 'inductor' && typeof element.inductance === 'number' ? element.inductance : undefined
}

/** Magnetic coupling of two inductors. */
export const mutual = definePart({
  kind: 'mutual',
  section: 'circuit',
  title: 'Mutual inductance',
  description:
    'The mutual inductance M of two inductors: U₁ = iω(L₁ I₁ + M I₂), U₂ = iω(M I₁ + L₂ I₂), with currents counted into the first node of each, where the dots are. Give `inductance` M or the coefficient `coupling` k = M/√(L₁L₂), -1 to 1; k = ±1 is an ideal transformer with the inductances of its coils. It needs no galvanic connection.',
  fields: {
    first: { ...inductorName, label: 'first inductor' },
    second: { ...inductorName, label: 'second inductor' },
    inductance: {
      ...inductanceField,
      optional: true,
      label: 'mutual inductance',
      symbol: 'M',
      description: 'Mutual inductance; its sign counts with the order of the nodes.',
      example: '0.2 nH',
      minimum: -1e3,
      plausible: [-1e-2, 1e-2],
      scale: 'linear',
    },
    coupling: {
      type: 'number',
      optional: true,
      label: 'coupling coefficient',
      symbol: 'k',
      description: 'Coupling coefficient M/√(L₁L₂), instead of `inductance`.',
      minimum: -1,
      maximum: 1,
      plausible: [-1, 1],
    },
  },
  check({ first, second, inductance, coupling }, context) {
    const problems: PartProblem[] = []
    for (const [field, name] of Object.entries({ first, second })) {
      if (inductanceOf(context, name) === undefined) {
        problems.push({ field, message: `must be an inductor, got "${name}"; name an element of the kind inductor` })
      }
    }
    if (first === second) problems.push({ field: 'second', message: 'must be another inductor than `first`' })
    if (inductance === undefined && coupling === undefined) {
      problems.push({ field: 'inductance', message: 'is missing; give `inductance` or `coupling`' })
    }
    if (inductance !== undefined && coupling !== undefined) {
      problems.push({ field: 'coupling', message: 'must not be given together with `inductance`; keep one of the two' })
    }
    if (problems.length > 0 || inductance === undefined) return problems
    const largest = Math.sqrt(inductanceOf(context, first)! * inductanceOf(context, second)!)
    if (Math.abs(inductance) > largest * (1 + 1e-12)) {
      problems.push({
        field: 'inductance',
        message: `must not exceed √(L₁L₂) = ${largest} H, got ${inductance} H; two inductors cannot be coupled more than completely`,
      })
    }
    return problems
  },
  build(name, { first, second, inductance, coupling }, context) {
    const largest = Math.sqrt(inductanceOf(context, first)! * inductanceOf(context, second)!)
    return { couplings: [{ name, branches: [first, second], inductance: inductance ?? coupling! * largest }] }
  },
})
