import { square } from '../numerics/power.js'

/** Planck constant h [J s], exact in the SI. */
export const planck = 6.62607015e-34
/** Reduced Planck constant h/(2 pi) [J s]. */
export const reducedPlanck = planck / (2 * Math.PI)
/** Elementary charge e [C], exact in the SI. */
export const elementaryCharge = 1.602176634e-19
/** Boltzmann constant k_B [J/K], exact in the SI. */
export const boltzmann = 1.380649e-23
/** Speed of light in vacuum c [m/s], exact in the SI. */
export const speedOfLight = 299792458
/** Superconducting flux quantum h/(2e) [Wb]. */
export const fluxQuantum = planck / (2 * elementaryCharge)
/** Lorenz number (pi^2/3)(k_B/e)^2 [W Ohm/K^2]. */
export const lorenzNumber = (square(Math.PI) / 3) * square(boltzmann / elementaryCharge)
/** Euler-Mascheroni constant. */
export const eulerGamma = 0.5772156649015329
/** Riemann zeta(5). */
export const zeta5 = 1.03692775514337
/** Weak-coupling gap ratio Delta0/(k_B Tc) = pi e^{-gamma}. */
export const bcsGapRatioAtZero = Math.PI * Math.exp(-eulerGamma)
