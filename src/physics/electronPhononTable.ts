/**
 * Electron-phonon heat of a BCS superconductor as a table: in reduced units it is the same function of t = k_B T/Δ and
 * t_p = k_B T_p/Δ for every superconductor with the same exponent n.
 *
 * Tabulated is what is left of the heat when its strong dependences are taken out,
 *
 *     q(t, t_p) = e^{−1/t} (tⁿ − t_pⁿ) G(ln t, t_p/t),
 *
 * on tiles of ln t, each a Chebyshev tensor series made from the direct evaluation when it is first asked for.
 */

import { chebyshevBasis, chebyshevPoints, chebyshevTensor, chebyshevTransform } from '../numerics/chebyshevTensor.js'
import { exponentialDecay } from '../numerics/exponentialDecay.js'
import { pow, power } from '../numerics/power.js'
import { boseMoment } from './bose.js'
import { powerDifference } from './electronPhonon.js'
import { evaluateReducedElectronPhononHeat, visitSpectrum } from './superconductorElectronPhonon.js'

const cutsT: readonly number[] = [
  0.03, 0.05, 0.08, 0.125, 0.19, 0.28, 0.42, 0.62, 0.95, 1.5, 2.3, 4, 8, 30, 200, 3e3, 1e5, 2e6,
]
const logCuts = cutsT.map(Math.log)
const pointsT = 14
const cutsRatio: readonly number[] = [0, 0.1, 0.25, 0.5, 1]
const pointsRatio: readonly number[] = [10, 13, 15, 18]

/** Weights of a quadrature in ε that serves every t_p ≤ t, F(ε, t) included, with n(ε/t) and ε/t. */
interface SpectralSamples {
  readonly t: number
  readonly reducedEnergy: readonly number[]
  readonly occupation: readonly number[]
  readonly weight: readonly number[]
}

function sampleSpectrum(t: number, exponent: number): SpectralSamples {
  const reducedEnergy: number[] = []
  const occupation: number[] = []
  const weight: number[] = []
  visitSpectrum(t, t, exponent, false, (energy, measure, spectral) => {
    reducedEnergy.push(energy / t)
    occupation.push(1 / Math.expm1(energy / t))
    weight.push(measure * pow(energy, exponent - 2) * spectral[0]!)
  })
  return { t, reducedEnergy, occupation, weight }
}

/** Γ(n) ζ(n) times the reduced heat for t_p = ratio · t. */
function heatFromSamples({ reducedEnergy, occupation, weight }: SpectralSamples, ratio: number): number {
  let sum = 0
  for (let k = 0; k < weight.length; k++) {
    const x = reducedEnergy[k]!
    const phononX = x / ratio
    // n(x) − n(x_p) = n(x) (1 − e^{x − x_p})/(1 − e^{−x_p}); where the differences lose digits, x is too small to matter
    sum += (weight[k]! * occupation[k]! * (1 - exponentialDecay(phononX - x))) / (1 - exponentialDecay(phononX))
  }
  return sum
}

interface ExponentTables {
  /** By tile in ln t. */
  readonly samples: SpectralSamples[][]
  /** By tile in ln t and part in t_p/t. */
  readonly tiles: Tensor[]
}

/** Chebyshev tensor series of G on one tile, a row for each degree in ln t, without its negligible ends. */
interface Tensor {
  readonly coefficients: Float64Array
  /** How many coefficients of each row matter. */
  readonly lengths: Uint8Array
}

/** Coefficients below this part of the largest do not matter. */
const negligible = 1e-14

function buildTile(samples: readonly SpectralSamples[], part: number, exponent: number): Tensor {
  const size = pointsRatio[part]!
  const low = cutsRatio[part]!
  const width = cutsRatio[part + 1]! - low
  const ratios = chebyshevPoints(size).map((v) => low + 0.5 * (v + 1) * width)
  const values = new Float64Array(pointsT * size)
  const normalization = boseMoment(exponent)
  for (const [i, sample] of samples.entries()) {
    const { t } = sample
    for (let j = 0; j < size; j++) {
      const heat = heatFromSamples(sample, ratios[j]!) / normalization
      values[i * size + j] = (heat * Math.exp(1 / t)) / powerDifference(t, ratios[j]! * t, exponent)
    }
  }
  const coefficients = chebyshevTensor(values, chebyshevTransform(pointsT), chebyshevTransform(size))
  const least = negligible * coefficients.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0)
  const lengths = new Uint8Array(pointsT)
  for (let i = 0; i < pointsT; i++) {
    let length = size
    while (length > 0 && Math.abs(coefficients[i * size + length - 1]!) < least) length--
    lengths[i] = length
  }
  return { coefficients, lengths }
}

/** Exponents of real films. For n < 4 and broken n the heat is not smooth enough where the phonons are cold. */
const isTabulated = (exponent: number): boolean => exponent === 4 || exponent === 5 || exponent === 6

/**
 * Table of the electron-phonon heat of superconductors that fills itself where it is asked.
 *
 * Relative accuracy 1e-11 for 0.03 < t < 2e6 and phonons colder than the electrons, n = 4, 5 or 6; otherwise the direct evaluation answers.
 * Derivatives to 2e-10, that by the temperature of the phonons to 2e-9 of that by the electrons'.
 * Values do not depend on the order of the questions.
 */
export class ElectronPhononTable {
  private readonly byExponent = new Map<number, ExponentTables>()
  private readonly basisT = new Float64Array(pointsT)
  private readonly slopesT = new Float64Array(pointsT)
  private readonly basisRatio = new Float64Array(Math.max(...pointsRatio))
  private readonly slopesRatio = new Float64Array(Math.max(...pointsRatio))

  /**
   * Writes q, ∂q/∂t and ∂q/∂t_p to `out[0]` … `out[2]`, as `evaluateReducedElectronPhononHeat` does.
   *
   * @param t k_B T/Δ(T) [1], ≥ 0.
   * @param phononT k_B T_p/Δ(T) [1], ≥ 0.
   * @param exponent n [1], 3 to 8.
   * @example
   * new ElectronPhononTable().evaluate(0.3, 0.1, 5, new Float64Array(3))
   */
  evaluate(t: number, phononT: number, exponent: number, out: Float64Array): void {
    if (!(t > cutsT[0]! && t < cutsT[cutsT.length - 1]! && phononT < t && isTabulated(exponent))) {
      evaluateReducedElectronPhononHeat(t, phononT, exponent, out)
      return
    }
    let tile = 0
    while (t >= cutsT[tile + 1]!) tile++
    const ratio = phononT / t
    let part = 0
    while (ratio > cutsRatio[part + 1]!) part++
    const tensor = this.tile(tile, part, exponent)
    const low = logCuts[tile]!
    const width = logCuts[tile + 1]! - low
    const ratioWidth = cutsRatio[part + 1]! - cutsRatio[part]!
    const size = pointsRatio[part]!
    const { basisT, slopesT, basisRatio, slopesRatio } = this
    chebyshevBasis((2 * (Math.log(t) - low)) / width - 1, pointsT, basisT, slopesT)
    chebyshevBasis((2 * (ratio - cutsRatio[part]!)) / ratioWidth - 1, size, basisRatio, slopesRatio)
    const { coefficients, lengths } = tensor
    let g = 0
    let gT = 0
    let gRatio = 0
    for (let i = 0; i < pointsT; i++) {
      const start = i * size
      const length = lengths[i]!
      let sum = 0
      let slope = 0
      for (let j = 0; j < length; j++) {
        const coefficient = coefficients[start + j]!
        sum += coefficient * basisRatio[j]!
        slope += coefficient * slopesRatio[j]!
      }
      g += sum * basisT[i]!
      gT += sum * slopesT[i]!
      gRatio += slope * basisT[i]!
    }
    gT *= 2 / (width * t)
    gRatio *= 2 / ratioWidth
    const boltzmannFactor = Math.exp(-1 / t)
    const difference = powerDifference(t, phononT, exponent)
    const ownPower = exponent * power(t, exponent - 1)
    const phononPower = phononT === 0 ? 0 : exponent * power(phononT, exponent - 1)
    out[0] = boltzmannFactor * difference * g
    out[1] = boltzmannFactor * (ownPower * g + difference * (gT + g / (t * t) - (gRatio * ratio) / t))
    out[2] = boltzmannFactor * (-phononPower * g + (difference * gRatio) / t)
  }

  private tile(tile: number, part: number, exponent: number): Tensor {
    let tables = this.byExponent.get(exponent)
    if (tables === undefined) {
      tables = { samples: [], tiles: [] }
      this.byExponent.set(exponent, tables)
    }
    const low = logCuts[tile]!
    const width = logCuts[tile + 1]! - low
    const samples =
      tables.samples[tile] ??
      Array.from(chebyshevPoints(pointsT), (u) => sampleSpectrum(Math.exp(low + 0.5 * (u + 1) * width), exponent))
    tables.samples[tile] = samples
    const index = tile * pointsRatio.length + part
    const known = tables.tiles[index] ?? buildTile(samples, part, exponent)
    tables.tiles[index] = known
    return known
  }
}
