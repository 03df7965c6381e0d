import type { Multiport } from '../../src/circuit/branch.js'

/** Lossless line between two nodes and ground, delay [s]. */
export function line(name: string, a: string, b: string, impedance: number, delay: number): Multiport {
  return {
    name,
    ports: [
      [a, 'gnd'],
      [b, 'gnd'],
    ],
    island: null,
    reference: impedance,
    breaks: [],
    period: Math.PI / delay,
    scattering(omega, out) {
      out.fill(0)
      out[2] = Math.cos(omega * delay)
      out[3] = -Math.sin(omega * delay)
      out[4] = out[2]
      out[5] = out[3]
    },
  }
}

/** Frequency-independent scattering matrix (rows of [re, im] pairs). */
export function constantMultiport(
  name: string,
  ports: readonly (readonly [string, string])[],
  island: string | null,
  reference: number,
  matrix: readonly (readonly (readonly [number, number])[])[],
): Multiport {
  const flat = matrix.flat(2)
  return {
    name,
    ports,
    island,
    reference,
    breaks: [],
    period: null,
    scattering(_omega, out) {
      out.set(flat)
    },
  }
}
