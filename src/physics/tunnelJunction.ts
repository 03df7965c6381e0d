import { boltzmann, elementaryCharge, lorenzNumber } from '../units/constants.js'
import { junctionContour } from './junctionContour.js'
import { junctionQuasiparticleSum, reducedSize } from './junctionQuasiparticleSum.js'

/** Above this k_B T_S/Δ the superconductor differs from a normal metal by less than 1e-12 and is taken as one. */
const largestReducedTemperature = 1e6
/** Voltage above the gap, in k_B T/e, from which the edge at the gap is e^-40 of what is summed. */
const farAboveGap = 40

/** State of a tunnel junction between a normal metal N and a superconductor or normal metal S, all in SI. */
export interface JunctionState {
  /** Tunnel resistance R [Ohm] > 0. */
  resistance: number
  /** Gap Δ of S at its temperature [J]; 0 for a normal metal. */
  gap: number
  /** Dynes broadening Γ [J] ≥ 0. */
  broadening: number
  /** Voltage across the junction [V], any sign. */
  voltage: number
  /** Temperature of N [K] > 0. */
  normalTemperature: number
  /** Temperature of S [K] > 0. */
  superconductorTemperature: number
}

/** Current and heat of a tunnel junction with their slopes; the heat into S is `heat` + `current` · V. */
export interface JunctionFlows {
  /** Charge current I [A], of the sign of the voltage. */
  current: number
  /** dI/dV [S], the differential conductance. */
  currentByVoltage: number
  /** ∂I/∂T_N [A/K]. */
  currentByNormal: number
  /** ∂I/∂Δ [A/J]. */
  currentByGap: number
  /** Heat out of N [W]: positive where N is cooled. */
  heat: number
  heatByVoltage: number
  heatByNormal: number
  /** ∂/∂T_S [W/K] at fixed gap. */
  heatBySuperconductor: number
  heatByGap: number
}

/** A place for the flows of a junction. */
export function createJunctionFlows(): JunctionFlows {
  return {
    current: 0,
    currentByVoltage: 0,
    currentByNormal: 0,
    currentByGap: 0,
    heat: 0,
    heatByVoltage: 0,
    heatByNormal: 0,
    heatBySuperconductor: 0,
    heatByGap: 0,
  }
}

const reduced = (v: number, t: number, gamma: number, out: Float64Array): void => {
  if (gamma === 0 && v <= 1 + farAboveGap * t) junctionQuasiparticleSum(v, t, out)
  else junctionContour(v, t, gamma, out)
}

/**
 * Current through a tunnel junction N-I-S or N-I-N and heat out of its normal side.
 *
 * I = (1/(e R)) ∫ dE N_S(E) [f_N(E−eV) − f_S(E)], Q = (1/(e² R)) ∫ dE (E−eV) N_S(E) [f_N(E−eV) − f_S(E)] with
 * N_S = |Re (E+iΓ)/√((E+iΓ)²−Δ²)| (Giazotto et al., Rev. Mod. Phys. 78, 217 (2006), Eqs. 8 and 20; Dynes et al., Phys. Rev.
 * Lett. 41, 1509 (1978)). For Δ = 0 the ohmic junction: I = V/R, Q = L₀ (T_N² − T_S²)/(2R) − V²/(2R).
 *
 * @param state Resistance, gap, broadening, voltage, temperatures.
 * @param out Where the flows are written.
 * @param scratch Work space from `createJunctionScratch`.
 * @returns nothing; errors below 1e-12 of the value plus, with broadening, 1e-15 Δ/(eR) in I; 1e-15 Δ²/(e²R) in Q.
 * @example
 * junctionFlows(state, flows, createJunctionScratch()); flows.heat // W
 */
export function junctionFlows(state: JunctionState, out: JunctionFlows, scratch: JunctionScratch): void {
  const { resistance, gap, broadening, voltage, normalTemperature, superconductorTemperature } = state
  if (gap === 0 || boltzmann * superconductorTemperature > largestReducedTemperature * gap) {
    ohmicFlows(state, out)
    return
  }
  const sign = voltage < 0 ? -1 : 1
  const v = (sign * elementaryCharge * voltage) / gap
  const tNormal = (boltzmann * normalTemperature) / gap
  const tSuperconductor = (boltzmann * superconductorTemperature) / gap
  const gamma = broadening / gap
  const { normal, superconductor } = scratch
  reduced(v, tNormal, gamma, normal)
  reduced(0, tSuperconductor, gamma, superconductor)
  const perCharge = 1 / (elementaryCharge * resistance)
  const thermal = boltzmann / elementaryCharge
  out.current = sign * gap * perCharge * normal[0]!
  out.currentByVoltage = normal[1]! / resistance
  out.currentByNormal = (sign * thermal * normal[2]!) / resistance
  out.currentByGap = sign * perCharge * (normal[0]! - v * normal[1]! - tNormal * normal[2]! - gamma * normal[3]!)
  const difference = normal[4]! - superconductor[4]!
  const scale = (gap / elementaryCharge) * perCharge
  out.heat = gap * scale * difference
  out.heatByVoltage = sign * gap * perCharge * normal[5]!
  out.heatByNormal = boltzmann * scale * normal[6]!
  out.heatBySuperconductor = -boltzmann * scale * superconductor[6]!
  out.heatByGap =
    scale *
    (2 * difference -
      v * normal[5]! -
      tNormal * normal[6]! +
      tSuperconductor * superconductor[6]! -
      gamma * (normal[7]! - superconductor[7]!))
}

/** Work space of `junctionFlows`. */
export interface JunctionScratch {
  readonly normal: Float64Array
  readonly superconductor: Float64Array
}

/** Work space for junctions; one serves any number of them, one after the other. */
export function createJunctionScratch(): JunctionScratch {
  return { normal: new Float64Array(reducedSize), superconductor: new Float64Array(reducedSize) }
}

function ohmicFlows(state: JunctionState, out: JunctionFlows): void {
  const { resistance, voltage, normalTemperature: normal, superconductorTemperature: other } = state
  out.current = voltage / resistance
  out.currentByVoltage = 1 / resistance
  out.currentByNormal = 0
  out.currentByGap = 0
  out.heat = (lorenzNumber * (normal - other) * (normal + other) - voltage * voltage) / (2 * resistance)
  out.heatByVoltage = -voltage / resistance
  out.heatByNormal = (lorenzNumber * normal) / resistance
  out.heatBySuperconductor = (-lorenzNumber * other) / resistance
  out.heatByGap = 0
}

/**
 * Voltage at which a junction carries a given current: the inverse of I(V), which rises without end.
 *
 * @param current I [A], any sign.
 * @param state State of the junction; its voltage is overwritten.
 * @param flows Where the flows at that voltage are written.
 * @param scratch Work space.
 * @returns V [V]; relative error of a few ulp beyond that of the current.
 * @throws RangeError for a current that is not finite.
 * @example
 * junctionVoltage(1e-12, state, flows, scratch) // 1.9e-4
 */
export function junctionVoltage(
  current: number,
  state: JunctionState,
  flows: JunctionFlows,
  scratch: JunctionScratch,
): number {
  if (!Number.isFinite(current)) throw new RangeError(`current of a junction must be finite, got ${current}`)
  const wanted = Math.abs(current)
  const at = (voltage: number): number => {
    state.voltage = voltage
    junctionFlows(state, flows, scratch)
    return flows.current - wanted
  }
  let low = 0
  let high = state.resistance * wanted + state.gap / elementaryCharge
  if (wanted === 0) {
    at(0)
    return 0
  }
  // Broadening may hold the current below its ohmic value a little beyond the gap.
  while (at(high) < 0) {
    low = high
    high *= 2
  }
  let voltage = high
  for (let step = 0; step < 200; step++) {
    const miss = at(voltage)
    if (miss >= 0) high = voltage
    else low = voltage
    // Newton on ln I, in which the exponential rise below the gap is a straight line.
    const logarithm = Math.log(flows.current / wanted)
    const newton = voltage - (logarithm * flows.current) / flows.currentByVoltage
    const next = newton > low && newton < high ? newton : 0.5 * (low + high)
    if (Math.abs(next - voltage) <= 2 * Number.EPSILON * voltage || next === low || next === high) break
    voltage = next
  }
  at(voltage)
  if (current > 0) return voltage
  state.voltage = -voltage
  flows.current = -flows.current
  flows.currentByNormal = -flows.currentByNormal
  flows.currentByGap = -flows.currentByGap
  flows.heatByVoltage = -flows.heatByVoltage
  return -voltage
}
