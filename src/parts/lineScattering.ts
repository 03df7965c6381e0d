import { pow } from '../numerics/power.js'
import { cos, sin } from '../numerics/trigonometry.js'

/** A uniform line in the numbers that its scattering matrix depends on, with √(L′/C′) as reference resistance. */
export interface UniformLine {
  /** Delay l/v [s]. */
  readonly delay: number
  /** Series loss R′/L′ [1/s]. */
  readonly resistanceRate: number
  /** Attenuation of the amplitude over the whole length, at `attenuationOmega`. */
  readonly attenuation: number
  readonly attenuationExponent: number
  /** Angular frequency [rad/s] > 0. */
  readonly attenuationOmega: number
}

/**
 * Scattering matrix of a uniform line as a function of angular frequency.
 *
 * With w = √(1 − i R′/(ωL′)), so that Z_c = w Z₀ and γl = iθw + α l, ρ = (w − 1)/(w + 1) and E = e^{−γl}:
 * S₁₁ = ρ (1 − E²)/(1 − ρ²E²), S₂₁ = (1 − ρ²) E/(1 − ρ²E²) (Pozar, Microwave Engineering, Secs. 2.7 and 4.3).
 *
 * @returns Writes S₁₁, S₁₂, S₂₁, S₂₂ (re, im) at `omega` [rad/s] > 0, to a few units of rounding of the phase θ = ωl/v.
 */
export function lineScattering(line: UniformLine): (omega: number, out: Float64Array) => void {
  const { delay, resistanceRate, attenuation, attenuationExponent, attenuationOmega } = line
  return (omega, out) => {
    const theta = omega * delay
    const q = resistanceRate / omega
    // w = wr - i wi
    const wr = Math.sqrt(0.5 * (Math.sqrt(1 + q * q) + 1))
    const wi = q / (2 * wr)
    const loss = theta * wi + (attenuation === 0 ? 0 : attenuation * pow(omega / attenuationOmega, attenuationExponent))
    const phase = theta * wr
    const decay = Math.exp(-loss)
    const eRe = decay * cos(phase)
    const eIm = -decay * sin(phase)
    if (q === 0) {
      out[0] = 0
      out[1] = 0
      out[2] = eRe
      out[3] = eIm
    } else {
      // 1/(w + 1)^2, then rho = (w^2 - 1)/(w + 1)^2 and 1 - rho^2 = 4 w/(w + 1)^2 without cancellation.
      const sumRe = (wr + 1) * (wr + 1) - wi * wi
      const sumIm = -2 * (wr + 1) * wi
      const norm = sumRe * sumRe + sumIm * sumIm
      const invRe = sumRe / norm
      const invIm = -sumIm / norm
      const rhoRe = q * invIm
      const rhoIm = -q * invRe
      const passRe = 4 * (wr * invRe + wi * invIm)
      const passIm = 4 * (wr * invIm - wi * invRe)
      const squareRe = rhoRe * rhoRe - rhoIm * rhoIm
      const squareIm = 2 * rhoRe * rhoIm
      // 1 - E^2
      const sine = sin(phase)
      const gapRe = -Math.expm1(-2 * loss) + 2 * decay * decay * sine * sine
      const gapIm = 2 * decay * decay * sine * cos(phase)
      const denRe = passRe + squareRe * gapRe - squareIm * gapIm
      const denIm = passIm + squareRe * gapIm + squareIm * gapRe
      const denNorm = denRe * denRe + denIm * denIm
      const reflectedRe = rhoRe * gapRe - rhoIm * gapIm
      const reflectedIm = rhoRe * gapIm + rhoIm * gapRe
      const passedRe = passRe * eRe - passIm * eIm
      const passedIm = passRe * eIm + passIm * eRe
      out[0] = (reflectedRe * denRe + reflectedIm * denIm) / denNorm
      out[1] = (reflectedIm * denRe - reflectedRe * denIm) / denNorm
      out[2] = (passedRe * denRe + passedIm * denIm) / denNorm
      out[3] = (passedIm * denRe - passedRe * denIm) / denNorm
    }
    out[4] = out[2]
    out[5] = out[3]
    out[6] = out[0]
    out[7] = out[1]
  }
}
