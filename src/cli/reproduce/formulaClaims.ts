import { bcsGapRatio, interpolationGapRatio } from '../../physics/bcsGap.js'
import { reducedConductivity } from '../../physics/mattisBardeen.js'
import { bcsGapRatioAtZero, boltzmann, planck, speedOfLight } from '../../units/constants.js'
import { type Claim, percent } from './claim.js'

/** The photonic wavelength, the gap and the misprints of the conductivity. */
export function formulaClaims(): Claim[] {
  const wavelength = (planck * speedOfLight) / boltzmann
  const temperatures = Array.from({ length: 999 }, (_, index) => (index + 1) / 1000)
  const gapError = Math.max(
    ...temperatures.map((t) => Math.abs((1.76 * interpolationGapRatio(t)) / (bcsGapRatioAtZero * bcsGapRatio(t)) - 1)),
  )
  const { sigma1, sigma2 } = reducedConductivity(4, 0)
  return [
    {
      claim: 'The thermal wavelength 2 pi hbar c/(k_B T) is 1.4 cm at 1 K',
      where: 'Sec. II',
      claimed: '1.4 cm',
      computed: `${(100 * wavelength).toPrecision(5)} cm`,
      unit: 'm',
      values: { wavelength },
      verdict: 'confirmed',
      explanation: 'At 0.4 K it is still 3.6 cm, and the device is some 10 um long: a lumped circuit describes it.',
    },
    {
      claim: 'The interpolated gap is off by less than 3 %',
      where: 'Ref. [60]',
      claimed: '< 3 %',
      computed: `at most ${percent(gapError, 2)}`,
      unit: '1',
      values: { largestRelativeDeviation: gapError },
      verdict: gapError < 0.03 ? 'confirmed' : 'not confirmed',
      explanation: 'Against the solution of the BCS gap equation; gap: bcs in a device file uses that instead.',
    },
    {
      claim: 'Eq. (4): the pair-breaking integral of sigma1 ends at +Delta',
      where: 'Eq. (4)',
      claimed: 'upper end +Delta',
      computed: `upper end -Delta; sigma1 = ${sigma1.toPrecision(5)} at h f = 4 Delta, T = 0`,
      unit: '1',
      values: { sigma1 },
      verdict: 'misprint',
      explanation: 'Between -Delta and +Delta there are no states: the integrand is not even real there.',
    },
    {
      claim: "Eq. (5): sigma2 integrates the modulus of (E E' + Delta^2)/(...)",
      where: 'Eq. (5)',
      claimed: '0.5 at h f = 4 Delta, T = 0',
      computed: `sigma2 = ${sigma2.toPrecision(5)}`,
      unit: '1',
      values: { sigma2, asPrinted: 0.5 },
      verdict: 'misprint',
      explanation:
        "The modulus belongs to the root alone: E E' + Delta^2 changes sign above 2 Delta, and taken literally Eq. (5) gives 2 Delta/(h f) there, against Kramers and Kronig.",
    },
  ]
}
