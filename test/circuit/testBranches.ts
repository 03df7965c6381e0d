import type { Branch, BranchImpedance } from '../../src/circuit/branch.js'
import { evaluateConductivity } from '../../src/physics/mattisBardeen.js'
import { boltzmann, reducedPlanck } from '../../src/units/constants.js'

type Nodes = readonly [string, string]

function lossless(name: string, nodes: Nodes, reactance: (omega: number) => number): Branch {
  const impedance: BranchImpedance = {
    breaks: [],
    evaluate(omega, out) {
      out[0] = 0
      out[1] = reactance(omega)
      out[2] = 0
      out[3] = 0
    },
  }
  return { name, nodes, island: null, temperatureDependent: false, at: () => impedance }
}

export function resistor(name: string, nodes: Nodes, island: string, resistance: number): Branch {
  const impedance: BranchImpedance = {
    breaks: [],
    evaluate(_omega, out) {
      out[0] = resistance
      out[1] = 0
      out[2] = 0
      out[3] = 0
    },
  }
  return { name, nodes, island, temperatureDependent: false, at: () => impedance }
}

export const inductor = (name: string, nodes: Nodes, inductance: number) =>
  lossless(name, nodes, (omega) => omega * inductance)

export const capacitor = (name: string, nodes: Nodes, capacitance: number) =>
  lossless(name, nodes, (omega) => -1 / (omega * capacitance))

export const short = (name: string, nodes: Nodes) => lossless(name, nodes, () => 0)

/** Resistance R(T) = R (T/T0)^p, for derivative tests. */
export function thermistor(name: string, nodes: Nodes, island: string, resistance: number, power: number): Branch {
  return {
    name,
    nodes,
    island,
    temperatureDependent: true,
    at: (temperature) => ({
      breaks: [],
      evaluate(_omega, out) {
        out[0] = resistance * temperature ** power
        out[1] = 0
        out[2] = (power * out[0]) / temperature
        out[3] = 0
      },
    }),
  }
}

/** Mattis-Bardeen film with the gap 1.76 k_B T_c tanh(1.74 sqrt(T_c/T - 1)) of the paper. */
export function film(name: string, nodes: Nodes, island: string, resistance: number, critical = 0.4): Branch {
  const at = (temperature: number): BranchImpedance => {
    const sigma = new Float64Array(6)
    const root = temperature < critical ? Math.sqrt(critical / temperature - 1) : 0
    const gap = 1.76 * boltzmann * critical * Math.tanh(1.74 * root)
    if (gap === 0) return resistor(name, nodes, island, resistance).at(temperature)
    const gapSlope =
      (-1.76 * boltzmann * critical * 1.74 * critical) / (Math.cosh(1.74 * root) ** 2 * 2 * root * temperature ** 2)
    return {
      breaks: [(2 * gap) / reducedPlanck],
      evaluate(omega, out) {
        const x = (reducedPlanck * omega) / gap
        const t = (boltzmann * temperature) / gap
        evaluateConductivity(x, t, sigma)
        const [s1, s2, s1x, s2x, s1t, s2t] = sigma
        const xT = (-x * gapSlope) / gap
        const tT = boltzmann / gap - (t * gapSlope) / gap
        const d1 = s1x * xT + s1t * tT
        const d2 = s2x * xT + s2t * tT
        const norm = s1 * s1 + s2 * s2
        // 1/(s1 - i s2) and its derivative -(d1 - i d2)/(s1 - i s2)^2.
        out[0] = (resistance * s1) / norm
        out[1] = (resistance * s2) / norm
        const a = s1 / norm
        const b = s2 / norm
        const re = a * a - b * b
        const im = 2 * a * b
        out[2] = -resistance * (re * d1 + im * d2)
        out[3] = -resistance * (im * d1 - re * d2)
      },
    }
  }
  return { name, nodes, island, temperatureDependent: true, at }
}
