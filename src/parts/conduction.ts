import { gapEnergy } from '../materials/gap.js'
import { quasiparticleConductionRatio } from '../physics/quasiparticleConduction.js'
import { quasiparticleHeatIntegral } from '../physics/quasiparticleHeat.js'
import { boltzmann, lorenzNumber } from '../units/constants.js'
import {
  lengthField,
  materialField,
  reservoirField,
  resistanceField,
  thicknessField,
  widthField,
} from './commonFields.js'
import { differentEnds } from './differentEnds.js'
import { definePart, type PartProblem } from './part.js'

/** Relative accuracy of the integral over the superconductor. */
const relativeError = 1e-13

/** Electrons that carry heat along a metal strip between two islands. */
export const conduction = definePart({
  kind: 'conduction',
  section: 'heat',
  title: 'Electronic conduction',
  description:
    'Heat that electrons carry along a strip between two reservoirs: L₀ (T₁² − T₂²)/(2R) in the normal state (Wiedemann-Franz), (L₀/R) ∫ T (κ_s/κ_n) dT in the superconducting one, with the gap at the local temperature (Bardeen, Rickayzen, Tewordt, Phys. Rev. 113, 982 (1959)). R = ρ l/(w d) is the resistance in the normal state, from `resistance` or the geometry. The strip itself gives no heat to its phonons: it must be shorter than the thermal healing length.',
  fields: {
    from: { ...reservoirField, optional: false, label: 'from', description: 'Island or `phonons` at one end.' },
    to: { ...reservoirField, optional: false, label: 'to', description: 'Island or `phonons` at the other end.' },
    material: { ...materialField, optional: true, description: 'Material; a normal metal unless given.' },
    resistance: {
      ...resistanceField,
      optional: true,
      description: 'Resistance in the normal state, instead of the geometry.',
    },
    length: { ...lengthField, optional: true },
    width: { ...widthField, optional: true },
    thickness: { ...thicknessField, optional: true },
  },
  check({ from, to, material, resistance, ...geometry }, context) {
    const problems: PartProblem[] = differentEnds('to', from, to)
    const given = Object.entries(geometry).filter(([key, value]) => value !== undefined && key !== 'kind')
    const size = given.filter(([key]) => key === 'length' || key === 'width' || key === 'thickness')
    if (resistance !== undefined) {
      if (size.length > 0)
        problems.push({
          field: size[0]![0],
          message: 'must not be given together with `resistance`; keep one of the two',
        })
      return problems
    }
    if (size.length < 3) {
      problems.push({
        field: 'resistance',
        message: 'is missing; give `resistance`, or `material`, `length`, `width` and `thickness`',
      })
    } else if (material === undefined) {
      problems.push({
        field: 'material',
        message: 'is missing; the geometry needs it for its resistivity, or give `resistance`',
      })
    } else if (context.material(material).resistivity === undefined) {
      problems.push({
        field: 'material',
        message: `${material} has no trusted resistivity in the library; give one, for example materials: { ${material}: { resistivity: 3 uohm cm } }`,
      })
    }
    return problems
  },
  build(name, { from, to, material: materialName, resistance: given, length, width, thickness }, context) {
    const material = materialName === undefined ? undefined : context.material(materialName)
    const resistance = given ?? (material!.resistivity! * length!) / (width! * thickness!)
    const scale = lorenzNumber / resistance
    const critical = material?.criticalTemperature ?? 0
    const reducedGap = (temperature: number): number =>
      gapEnergy(material!, temperature).gap / (boltzmann * temperature)
    const slope = (temperature: number): number =>
      scale * temperature * (temperature < critical ? quasiparticleConductionRatio(reducedGap(temperature)) : 1)
    return {
      channels: [
        {
          channel: 'conduction',
          element: name,
          nonMonotone: [],
          passive: true,
          terminals: [from, to],
          flows: [{ from, to }],
          evaluate(temperatures, out) {
            const [one, other] = [temperatures[0]!, temperatures[1]!]
            if (Math.min(one, other) >= critical) {
              out.power[0] = 0.5 * scale * (one - other) * (one + other)
              out.error[0] = 0
            } else {
              const integral = quasiparticleHeatIntegral(
                critical,
                reducedGap,
                Math.min(one, other),
                Math.max(one, other),
              )
              out.power[0] = (one < other ? -scale : scale) * integral
              out.error[0] = relativeError * scale * integral
            }
            out.jacobian[0] = slope(one)
            out.jacobian[1] = -slope(other)
          },
        },
      ],
    }
  },
})
