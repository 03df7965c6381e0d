import type { FlowBuffer, HeatChannel } from '../../src/thermal/channel.js'
import { boltzmann, reducedPlanck } from '../../src/units/constants.js'

/** pi k_B^2/(12 hbar) [W/K^2]. */
export const quantumOfHeat = (Math.PI * boltzmann ** 2) / (12 * reducedPlanck)

/** Channel with one flow between two reservoirs, q(T_from, T_to) = g(T_from) - g(T_to) by g and its derivative. */
export function link(
  from: string,
  to: string,
  heat: (temperature: number) => number,
  slope: (temperature: number) => number,
  relativeError = 0,
): HeatChannel {
  return {
    channel: 'link',
    element: `${from}-${to}`,
    terminals: [from, to],
    flows: [{ from, to }],
    evaluate(temperatures: Float64Array, out: FlowBuffer) {
      out.power[0] = heat(temperatures[0]) - heat(temperatures[1])
      out.jacobian[0] = slope(temperatures[0])
      out.jacobian[1] = -slope(temperatures[1])
      out.error[0] = relativeError * Math.abs(out.power[0])
    },
  }
}

/** A (T_from^n - T_to^n). */
export function powerLaw(
  from: string,
  to: string,
  amplitude: number,
  exponent: number,
  relativeError = 0,
): HeatChannel {
  return link(
    from,
    to,
    (t) => amplitude * t ** exponent,
    (t) => amplitude * exponent * t ** (exponent - 1),
    relativeError,
  )
}

/** Photonic heat between two matched resistors, times tau0. */
export function photons(from: string, to: string, tau0 = 1): HeatChannel {
  return powerLaw(from, to, tau0 * quantumOfHeat, 2)
}

export function heater(island: string, power: number): HeatChannel {
  return {
    channel: 'heater',
    element: `heater-${island}`,
    terminals: [],
    flows: [{ from: 'external', to: island }],
    evaluate(_temperatures: Float64Array, out: FlowBuffer) {
      out.power[0] = power
      out.error[0] = 0
    },
  }
}

/** tau(T_from) pi k^2/(12 hbar) (T_from^2 - T_to^2): a link whose transmission depends on the temperature of its first end. */
export function switchedPhotons(
  from: string,
  to: string,
  tau: (temperature: number) => number,
  slope: (temperature: number) => number,
): HeatChannel {
  return {
    channel: 'photon',
    element: null,
    terminals: [from, to],
    flows: [{ from, to }],
    evaluate(temperatures: Float64Array, out: FlowBuffer) {
      const [a, b] = temperatures
      const difference = quantumOfHeat * (a - b) * (a + b)
      out.power[0] = tau(a) * difference
      out.jacobian[0] = slope(a) * difference + tau(a) * quantumOfHeat * 2 * a
      out.jacobian[1] = -tau(a) * quantumOfHeat * 2 * b
      out.error[0] = 0
    },
  }
}

/** Transmission that jumps from one value to another at a temperature. */
export function stepPhotons(from: string, to: string, at: number, below: number, above: number): HeatChannel {
  return switchedPhotons(
    from,
    to,
    (t) => (t < at ? below : above),
    () => 0,
  )
}

/** Transmission that falls linearly from `below` to `above` between two temperatures: two kinks and NDTC. */
export function rampPhotons(
  from: string,
  to: string,
  [start, end]: readonly [number, number],
  below: number,
  above: number,
): HeatChannel {
  const slope = (above - below) / (end - start)
  return switchedPhotons(
    from,
    to,
    (t) => (t <= start ? below : t >= end ? above : below + slope * (t - start)),
    (t) => (t <= start || t >= end ? 0 : slope),
  )
}

/** Transmission tau1 + (tau0 - tau1)/(1 + (T/T0)^m): smooth NDTC. */
export function fallingPhotons(
  from: string,
  to: string,
  centre: number,
  steepness: number,
  tau0: number,
  tau1: number,
): HeatChannel {
  const ratio = (t: number): number => (t / centre) ** steepness
  return switchedPhotons(
    from,
    to,
    (t) => tau1 + (tau0 - tau1) / (1 + ratio(t)),
    (t) => (-(tau0 - tau1) * steepness * ratio(t)) / (t * (1 + ratio(t)) ** 2),
  )
}

/** Heat q = f(T_from) - f(T_to) with f = a T^2 plus a term that ends like a square root at `edge`, as Mattis-Bardeen does at Tc. */
export function rootEdge(from: string, to: string, edge: number, amplitude: number, kick: number): HeatChannel {
  return link(
    from,
    to,
    (t) => amplitude * t * t + (t < edge ? kick * Math.sqrt(edge - t) * t * t : 0),
    (t) =>
      2 * amplitude * t + (t < edge ? kick * (2 * t * Math.sqrt(edge - t) - (t * t) / (2 * Math.sqrt(edge - t))) : 0),
  )
}
