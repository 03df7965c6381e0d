/**
 * Heat from the electrons of a superconductor to its lattice, in units of Σ V (Δ/k_B)ⁿ, with t = k_B T/Δ, t_p = k_B T_p/Δ:
 *
 *     q(t, t_p) = 1/(Γ(n) ζ(n)) ∫₀^∞ dε ε^{n−2} [n(ε/t) − n(ε/t_p)] F(ε, t)          (Γ(5) ζ(5) = 24 ζ(5))
 *
 * Eqs. (8) and (9) of Dey et al., Phys. Rev. B 107, 134510 (2023) for n = 5. F has a scattering part, smooth for all ε > 0,
 * and a recombination part that sets in with a step at ε = 2; each has its own rule, so that no node has to know of the other:
 *
 * - scattering: ε = T exp(u − e^{−u}/2), T = max(t, t_p). All singularities (poles of n on the imaginary axis, the cut of F
 *   on the negative one) stay away from the real u axis by about π/2: trapezoid rule in u.
 * - recombination: ε = 2 + s exp(u − e^{−u}), which flattens the step, s = min(T, 2); again the trapezoid rule in u.
 *
 * Every term of both sums has the sign of t − t_p, so that nothing cancels for t ≈ t_p.
 */
import { pow } from '../numerics/power.js'
import { boseDifference, boseMoment, boseThermalWeight } from './bose.js'
import { addPairBreaking } from './pairBreaking.js'
import { addQuasiparticleAbsorption } from './quasiparticleAbsorption.js'

/** Largest ε/max(t, t_p): at e^{-50} even ε^8 is negligible against the integral. */
const lastExponent = 50
/** Steps found by halving until n = 3 to 8 and t, t_p from 0.02 to 1e7 agree to 1e-12 (n = 5: 5e-14). */
const scatteringStep = 0.19
const recombinationStep = 0.19
/** Lower end of u in the recombination rule: exp(−e^{3.6}) ~ 1e-16. */
const recombinationStart = -3.6
/** The integrand of the scattering part starts like ε^{n−1}: left out where that is below e^{-37}. */
const firstExponent = -37

/**
 * Electron-phonon spectral function of a superconductor over its gap, F(ε, t) of Eq. (9), Dey et al. (2023).
 *
 * F = 2 ∫₁^∞ de (e e′−1)/[√(e²−1)√(e′²−1)] [f(e) − f(e′)]                    (e′ = e + ε, scattering)
 *   + ∫₁^{ε−1} de (e e′+1)/[√(e²−1)√(e′²−1)] [1 − f(e) − f(e′)]  (ε > 2 only; e′ = ε − e, recombination)
 *
 * @param energy phonon energy over the gap, ε [1], above 0, up to 1e100
 * @param t k_B T/Δ [1], 0 to 1e100
 * @returns F/Δ, relative error below 1e-13; tends to ε for a vanishing gap (ε, t → ∞)
 * @throws RangeError for arguments outside these ranges or NaN
 * @example
 * electronPhononSpectralFunction(3, 0.02) // 3.966359897322647
 */
export function electronPhononSpectralFunction(energy: number, t: number): number {
  if (!(energy > 0 && energy <= 1e100)) {
    throw new RangeError(`phonon energy over the gap must be above 0 and at most 1e100, got ${energy}`)
  }
  requireReducedTemperature('k_B T/Delta', t, 1e100)
  const out = new Float64Array(1)
  addQuasiparticleAbsorption(energy, t, -1, false, out, 0, 0)
  addPairBreaking(energy, t, -1, false, out, 0, 0)
  return out[0]
}

/**
 * Heat from the electrons of a superconductor to its phonons over Σ V (Δ/k_B)ⁿ.
 *
 * q = 1/(Γ(n)ζ(n)) ∫₀^∞ dε ε^{n−2} [n(ε/t) − n(ε/t_p)] F(ε, t); Eq. (8) of Dey et al. (2023) for n = 5.
 *
 * @param t electron temperature, k_B T/Δ(T) [1], 0 to 1e8
 * @param phononT phonon temperature, k_B T_p/Δ(T) [1] (the gap is that of the electrons), 0 to 1e8
 * @param exponent n [1], 3 to 8; 5 for a clean metal
 * @returns q, positive from electrons to phonons, exactly 0 at t = t_p, relative error below 1e-12 also for t ≈ t_p;
 *   tends to tⁿ − t_pⁿ for a vanishing gap
 * @throws RangeError for arguments outside these ranges or NaN
 * @example
 * reducedElectronPhononHeat(0.5, 0) / 0.5 ** 5 // 0.803622
 */
export function reducedElectronPhononHeat(t: number, phononT: number, exponent = 5): number {
  const out = new Float64Array(3)
  integrate(t, phononT, exponent, false, out)
  return out[0]
}

/**
 * {@link reducedElectronPhononHeat} and its first derivatives: writes q, ∂q/∂t, ∂q/∂t_p to `out[0]` ... `out[2]`.
 *
 * @param t k_B T/Δ(T) [1], 0 to 1e8
 * @param phononT k_B T_p/Δ(T) [1], 0 to 1e8
 * @param exponent n [1], 3 to 8
 * @param out receives three numbers; q as in {@link reducedElectronPhononHeat}, the derivatives to 1e-9 of
 *   the larger of |derivative| and q/t (for n = 3 to 6)
 * @throws RangeError for arguments outside these ranges or NaN
 * @example
 * const out = new Float64Array(3)
 * evaluateReducedElectronPhononHeat(0.5, 0.1, 5, out)
 */
export function evaluateReducedElectronPhononHeat(
  t: number,
  phononT: number,
  exponent: number,
  out: Float64Array,
): void {
  integrate(t, phononT, exponent, true, out)
}

function integrate(t: number, phononT: number, exponent: number, derivatives: boolean, out: Float64Array): void {
  requireReducedTemperature('k_B T/Delta', t)
  requireReducedTemperature('k_B T_p/Delta', phononT)
  if (!(exponent >= 3 && exponent <= 8)) {
    throw new RangeError(`exponent of the electron-phonon law must be between 3 and 8, got ${exponent}`)
  }
  out[0] = 0
  if (derivatives) out.fill(0, 1, 3)
  const hottest = Math.max(t, phononT)
  if (hottest === 0) return
  visitSpectrum(hottest, t, exponent, derivatives, (energy, measure, spectral) =>
    addNode(energy, measure, t, phononT, exponent, spectral, derivatives, out),
  )
  const norm = 1 / boseMoment(exponent)
  out[0] *= norm
  if (derivatives) {
    out[1] *= norm
    out[2] *= norm
  }
}

/**
 * Visits the nodes of the two rules for ∫₀^∞ dε ε^{n−2} g(ε) F(ε, t), g falling like e^{−ε/hottest}.
 *
 * @param hottest largest of t and t_p [1], > 0
 * @param t k_B T/Δ(T) [1], ≥ 0
 * @param exponent n [1], 3 to 8
 * @param derivatives whether ∂F/∂ε and ∂F/∂t are wanted
 * @param visit receives ε, the weight of dε and [F, ∂F/∂ε, ∂F/∂t]; of F only the part that the rule at hand integrates
 */
export function visitSpectrum(
  hottest: number,
  t: number,
  exponent: number,
  derivatives: boolean,
  visit: (energy: number, measure: number, spectral: Float64Array) => void,
): void {
  const spectral = new Float64Array(3)
  for (let u = Math.log(lastExponent); ; u -= scatteringStep) {
    const shrink = 0.5 * Math.exp(-u)
    if ((exponent - 1) * (u - shrink) < firstExponent) break
    const energy = hottest * Math.exp(u - shrink)
    spectral.fill(0)
    addQuasiparticleAbsorption(energy, t, -1, derivatives, spectral, 0, 1)
    if (spectral[0] === 0) break
    visit(energy, energy * (1 + shrink) * scatteringStep, spectral)
  }
  const scale = Math.min(hottest, 2)
  const last = lastExponent * hottest
  for (let j = 0; ; j++) {
    const u = recombinationStart + j * recombinationStep
    const shrink = Math.exp(-u)
    const above = scale * Math.exp(u - shrink)
    if (above > last) break
    const energy = 2 + above
    spectral.fill(0)
    addPairBreaking(energy, t, -1, derivatives, spectral, 0, 1)
    visit(energy, above * (1 + shrink) * recombinationStep, spectral)
  }
}

function addNode(
  energy: number,
  measure: number,
  t: number,
  phononT: number,
  exponent: number,
  spectral: Float64Array,
  derivatives: boolean,
  out: Float64Array,
): void {
  const x = energy / t
  const xp = energy / phononT
  const excess = boseDifference(x, xp, ((t - phononT) / t) * xp)
  const weight = measure * pow(energy, exponent - 2)
  out[0] += weight * excess * spectral[0]
  if (derivatives) {
    // ∂n(ε/t)/∂t = weight(ε/t)/ε
    out[1] += weight * (excess * spectral[2] + (boseThermalWeight(x) / energy) * spectral[0])
    out[2] -= weight * (boseThermalWeight(xp) / energy) * spectral[0]
  }
}

function requireReducedTemperature(name: string, value: number, largest = 1e8): void {
  if (!(value >= 0 && value <= largest)) {
    throw new RangeError(
      `reduced temperature ${name} must be between 0 and ${largest}, got ${value}; without a gap use the law of the normal metal`,
    )
  }
}
