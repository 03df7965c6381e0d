import { gapEnergy } from '../materials/gap.js'
import type { Material } from '../materials/material.js'
import { square } from '../numerics/power.js'
import {
  createJunctionFlows,
  createJunctionScratch,
  type JunctionFlows,
  type JunctionState,
  junctionFlows,
  junctionVoltage,
} from '../physics/tunnelJunction.js'
import { external, type HeatChannel } from '../thermal/channel.js'
import { boltzmann, elementaryCharge } from '../units/constants.js'

/** Relative errors of the integrals: of their own size, and of their largest terms. */
const relativeError = 1e-12
const scaleError = 1e-15

/** Equal junctions in series, all from the same normal island to leads at the same temperature. */
export interface JunctionSpec {
  /** Reservoir of the normal side. */
  readonly normal: string
  /** Reservoir of the leads. */
  readonly lead: string
  /** Superconductor of the leads; a normal metal unless given. */
  readonly material: Material | undefined
  /** Tunnel resistance of each junction [Ohm]. */
  readonly resistance: number
  /** Γ/Δ₀. */
  readonly relativeBroadening: number
  /** Number of junctions in series. */
  readonly count: number
  /** Voltage over all of them [V], or the current through them [A]. */
  readonly bias: { readonly voltage: number } | { readonly current: number }
}

/** What a biased junction shows at temperatures of its two sides. */
export interface JunctionReading {
  /** Voltage over all junctions [V]. */
  readonly voltage: number
  /** [A] */
  readonly current: number
  /** dV/dT_N [V/K] at constant current and lead temperature. */
  readonly responsivity: number
  /** dI/dT_N [A/K] at constant voltage and lead temperature. */
  readonly currentResponsivity: number
  /** dI/dV of the whole [S]. */
  readonly differentialConductance: number
}

export interface BiasedJunction {
  readonly channel: HeatChannel
  /** Electrical state at T_N, T_S [K]. */
  read(normalTemperature: number, leadTemperature: number): JunctionReading
}

/**
 * Tunnel junctions under bias: their heat channel and what a meter shows.
 *
 * @param channel Kind of channel in the ledger.
 * @param element Element that brings it.
 * @param spec Junctions and bias.
 */
export function biasedJunction(channel: string, element: string, spec: JunctionSpec): BiasedJunction {
  const { normal, lead, material, resistance, count, bias } = spec
  const zeroGap =
    material?.criticalTemperature === undefined ? 0 : material.gapRatio * boltzmann * material.criticalTemperature
  const flows: JunctionFlows = createJunctionFlows()
  const scratch = createJunctionScratch()
  const state: JunctionState = {
    resistance,
    gap: 0,
    broadening: spec.relativeBroadening * zeroGap,
    voltage: 0,
    normalTemperature: 0,
    superconductorTemperature: 0,
  }
  /** Writes state and flows of one junction; returns dΔ/dT_S. */
  const settle = (normalTemperature: number, leadTemperature: number): number => {
    state.normalTemperature = normalTemperature
    state.superconductorTemperature = leadTemperature
    let gapSlope = 0
    state.gap = 0
    if (material !== undefined) {
      const { gap, derivative } = gapEnergy(material, leadTemperature)
      state.gap = gap
      gapSlope = derivative
    }
    if ('voltage' in bias) {
      state.voltage = bias.voltage / count
      junctionFlows(state, flows, scratch)
    } else junctionVoltage(bias.current, state, flows, scratch)
    return gapSlope
  }
  return {
    channel: {
      channel,
      element,
      terminals: [normal, lead],
      flows: [
        { from: normal, to: lead },
        { from: external, to: lead },
      ],
      evaluate(temperatures, out) {
        const [normalTemperature, leadTemperature] = [temperatures[0]!, temperatures[1]!]
        const gapSlope = settle(normalTemperature, leadTemperature)
        const { current, currentByVoltage, currentByNormal, heat, heatByVoltage } = flows
        const currentByLead = flows.currentByGap * gapSlope
        const heatByLead = flows.heatBySuperconductor + flows.heatByGap * gapSlope
        out.power[0] = count * heat
        out.power[1] = count * current * state.voltage
        if ('voltage' in bias) {
          out.jacobian[0] = count * flows.heatByNormal
          out.jacobian[1] = count * heatByLead
          out.jacobian[2] = count * currentByNormal * state.voltage
          out.jacobian[3] = count * currentByLead * state.voltage
        } else {
          // I(V, T) is held: dV/dT = −(∂I/∂T)/(∂I/∂V).
          const voltageByNormal = -currentByNormal / currentByVoltage
          const voltageByLead = -currentByLead / currentByVoltage
          out.jacobian[0] = count * (flows.heatByNormal + heatByVoltage * voltageByNormal)
          out.jacobian[1] = count * (heatByLead + heatByVoltage * voltageByLead)
          out.jacobian[2] = count * current * voltageByNormal
          out.jacobian[3] = count * current * voltageByLead
        }
        const scale = (count * square(state.gap / elementaryCharge)) / resistance
        const largest = Math.max(
          Math.abs(elementaryCharge * state.voltage),
          boltzmann * Math.max(normalTemperature, leadTemperature),
        )
        // Rounding of the contour integrals that a broadened junction takes; the others are accurate relatively.
        const m = state.gap === 0 || state.broadening === 0 ? 0 : largest / state.gap
        const gamma = state.gap === 0 ? 0 : state.broadening / state.gap
        out.error[0] = relativeError * Math.abs(out.power[0]) + scaleError * scale * m * m * Math.min(1, m + gamma)
        out.error[1] =
          relativeError * Math.abs(out.power[1]) +
          (scaleError * count * m * state.gap * Math.abs(state.voltage)) / (elementaryCharge * resistance)
      },
    },
    read(normalTemperature, leadTemperature) {
      settle(normalTemperature, leadTemperature)
      return {
        voltage: count * state.voltage,
        current: flows.current,
        responsivity: (-count * flows.currentByNormal) / flows.currentByVoltage,
        currentResponsivity: flows.currentByNormal,
        differentialConductance: flows.currentByVoltage / count,
      }
    },
  }
}
