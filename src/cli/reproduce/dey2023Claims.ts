import { compile, solve } from '../../device/compile.js'
import type { Device } from '../../device/device.js'
import { setPath } from '../../device/setPath.js'
import { bcsGapRatio, interpolationGapRatio } from '../../physics/bcsGap.js'
import { reducedConductivity } from '../../physics/mattisBardeen.js'
import { type AssumptionCheck, checkAssumptions } from '../../study/assumptions.js'
import type { Dataset } from '../../study/dataset.js'
import type { NdtcInterval } from '../../study/ndtc.js'
import { bcsGapRatioAtZero, boltzmann, planck, reducedPlanck, speedOfLight } from '../../units/constants.js'
import { numberText, quantityText } from '../quantityText.js'
import type { Claim } from './claim.js'
import { type PaperData, paths, photonicHeat } from './dey2023Data.js'
import { exampleDevice } from './exampleDevice.js'

/** NDTC intervals of the figures. */
export interface PaperIntervals {
  readonly fig1d: readonly NdtcInterval[]
  readonly fig2a: readonly NdtcInterval[]
  readonly fig2d: readonly NdtcInterval[]
  readonly fig3: readonly NdtcInterval[]
  readonly fig3AsPrinted: readonly NdtcInterval[]
}

const kelvin = (value: number, digits = 6): string => quantityText(value, 'K', digits)
const watt = (value: number, digits = 5): string => quantityText(value, 'W', digits)
const percent = (value: number, digits = 3): string => `${Number((100 * value).toPrecision(digits))} %`

function column(dataset: Dataset, name: string): Float64Array {
  return (dataset.coordinates[name] ?? dataset.variables[name]).data as Float64Array
}

/** Every claim of the paper that can be computed, and the misprints, each explained in a sentence. */
export async function paperClaims(data: PaperData, intervals: PaperIntervals): Promise<Claim[]> {
  return [
    matchingClaim(data),
    closedFormClaim(data),
    stepClaim(intervals.fig1d),
    onsetClaim(data, intervals.fig2a),
    monotonicClaim(data.fig2b),
    ...modulationClaims(data.fig2c),
    robustnessClaim(data, intervals.fig2d),
    ...balanceClaims(data, intervals),
    ...(await assumptionClaims(data, intervals.fig3)),
    ...formulaClaims(),
  ]
}

function matchingClaim({ fig1b }: PaperData): Claim {
  const tau = column(fig1b, 'tau0')
  const best = tau.reduce((at, value, index) => (value > tau[at] ? index : at), 0)
  const ratio = column(fig1b, 'R_S/R_D')[best]
  return {
    claim: 'The transmission of two resistors is largest, 1, where they match',
    where: 'Fig. 1(b)',
    claimed: 'tau0 = 1 at R_S = R_D',
    computed: `tau0 = ${tau[best]} at R_S/R_D = ${ratio}`,
    unit: '1',
    values: { tau0: tau[best], ratio },
    verdict: ratio === 1 && Math.abs(tau[best] - 1) < 1e-12 ? 'confirmed' : 'not confirmed',
    explanation: 'From the circuit solver with two resistors, no formula for the loop put in.',
  }
}

/** The heat of the step device below the step, where both resistances are equal, against the closed form. */
function closedFormClaim({ fig1d }: PaperData): Claim {
  const temperatures = column(fig1d, paths.sourceTemperature)
  const heat = column(fig1d, photonicHeat)
  const quantum = (Math.PI * boltzmann ** 2) / (12 * reducedPlanck)
  let worst = 0
  for (const [index, temperature] of temperatures.entries()) {
    if (temperature >= 0.4 || index === 0) continue
    worst = Math.max(worst, Math.abs(heat[index] / (quantum * (temperature ** 2 - 0.03 ** 2)) - 1))
  }
  return {
    claim: 'Two resistors exchange tau0 pi k_B^2 (T_S^2 - T_D^2)/(12 hbar)',
    where: 'Sec. II',
    claimed: 'closed form',
    computed: `integral agrees to ${worst.toExponential(0)}`,
    unit: '1',
    values: { largestRelativeDeviation: worst },
    verdict: worst < 1e-9 ? 'confirmed' : 'not confirmed',
    explanation:
      'Eq. (1) alone diverges through its zero-point term 1/2; only the net flow of Eq. (3) exists, and that is computed.',
  }
}

function stepClaim([interval]: readonly NdtcInterval[]): Claim {
  const share = interval === undefined ? 0 : interval.drop / interval.onset.value
  return {
    claim: 'The heat falls where the resistance of the source jumps at T_c',
    where: 'Fig. 1(d)',
    claimed: 'Q falls at T_c',
    computed: interval === undefined ? 'no fall' : `Q falls by ${percent(share)} at ${kelvin(interval.end.drive, 4)}`,
    unit: '1',
    values: { relativeDrop: share },
    verdict: share > 0 ? 'confirmed' : 'not confirmed',
    explanation: 'The paper gives no resistance above the step; examples/ideal-step.yaml takes 20 times R_D.',
  }
}

function onsetClaim({ fig2a }: PaperData, intervals: readonly NdtcInterval[]): Claim {
  const lengths = column(fig2a, paths.filmLength)
  const ratios = column(fig2a, 'r')
  const onsets = [...ratios].flatMap((ratio, row) => {
    const interval = intervals.find(({ coordinates }) => coordinates[paths.filmLength] === lengths[row])
    return interval === undefined ? [] : [[`r = ${Number(ratio.toPrecision(6))}`, interval.onset.drive] as const]
  })
  const without = [...ratios]
    .map((ratio) => `r = ${Number(ratio.toPrecision(6))}`)
    .filter((name) => !onsets.some(([found]) => found === name))
  return {
    claim: 'NDTC appears for source temperatures around 350 to 400 mK',
    where: 'Fig. 2(a)',
    claimed: '350 to 400 mK',
    computed: `onset ${onsets.map(([name, onset]) => `${kelvin(onset, 3)} (${name})`).join(', ')}; end at T_c = 400 mK`,
    unit: 'K',
    values: Object.fromEntries(onsets),
    verdict: 'in part',
    explanation: `The onset depends on r: the range of the paper is that of r near 20${without.length > 0 ? `, and ${without.join(', ')} has no NDTC at all` : ''}.`,
  }
}

function monotonicClaim(fig2b: Dataset): Claim {
  const tau = column(fig2b, 'tau_mean')
  const points = column(fig2b, paths.sourceTemperature).length
  let largestRise = 0
  for (let index = 1; index < tau.length; index++) {
    if (index % points !== 0) largestRise = Math.max(largestRise, tau[index] - tau[index - 1])
  }
  const holds = largestRise < 1e-10
  return {
    claim: 'The mean transmission falls monotonically with T_S and is constant above T_c',
    where: 'Fig. 2(b)',
    claimed: 'monotonic',
    computed: holds ? 'monotonic for all r' : `rises by up to ${largestRise.toExponential(1)} in a step of 5 mK`,
    unit: '1',
    values: { largestRise },
    verdict: holds ? 'confirmed' : 'in part',
    explanation: 'Mean over frequencies up to 2 Delta_0/hbar, as the paper defines it.',
  }
}

function modulationClaims(fig2c: Dataset): Claim[] {
  const ratios = column(fig2c, 'r')
  const modulation = column(fig2c, 'modulation')
  const smallest = column(fig2c, 'tau_min')
  const at = (ratio: number): number =>
    modulation[
      ratios.reduce(
        (best, value, index) => (Math.abs(value - ratio) < Math.abs(ratios[best] - ratio) ? index : best),
        0,
      )
    ]
  const limit = 1 - 8 / Math.PI ** 2
  const last = modulation[modulation.length - 1]
  const deviation = Math.max(
    ...ratios.map((r, index) => Math.abs(smallest[index] / ((4 * (1 + r)) / (2 + r) ** 2) - 1)),
  )
  return [
    {
      claim: 'The modulation (tau_max - tau_min)/tau_max grows with r and saturates at 1 - 8/pi^2 near r = 10',
      where: 'Fig. 2(c)',
      claimed: '0.19',
      computed: `${at(1).toPrecision(4)} (r = 1), ${at(10).toPrecision(5)} (r = 10), ${at(100).toPrecision(5)} (r = 100), ${last.toPrecision(5)} (r = 1000)`,
      unit: '1',
      values: { 'r = 1': at(1), 'r = 10': at(10), 'r = 100': at(100), 'r = 1000': last, limit },
      verdict: Math.abs(last - limit) < 1e-3 && at(10) > 0.95 * limit ? 'confirmed' : 'not confirmed',
      explanation: `At r = 10 it has reached ${percent(at(10) / limit, 2)} of the limit ${limit.toPrecision(5)}; the kinetic inductance sets that limit.`,
    },
    {
      claim: 'Above T_c the mean transmission is 4 (1 + r)/(2 + r)^2',
      where: 'Sec. III B',
      claimed: '4 (1 + r)/(2 + r)^2',
      computed: `agrees to ${deviation.toExponential(0)} for r from 0.1 to 1000`,
      unit: '1',
      values: { largestRelativeDeviation: deviation },
      verdict: deviation < 1e-9 ? 'confirmed' : 'not confirmed',
      explanation: 'Three resistors in a loop, two of them on the source.',
    },
  ]
}

function robustnessClaim({ fig2d }: PaperData, intervals: readonly NdtcInterval[]): Claim {
  const drops = [...column(fig2d, paths.drainTemperature)].map((temperature) => {
    const interval = intervals.find(({ coordinates }) => coordinates[paths.drainTemperature] === temperature)
    return [
      `T_D = ${kelvin(temperature, 3)}`,
      interval === undefined ? 0 : interval.drop / interval.onset.value,
    ] as const
  })
  return {
    claim: 'NDTC is robust against a sizable change of T_D',
    where: 'Fig. 2(d)',
    claimed: 'robust',
    computed: `Q falls by ${drops.map(([name, drop]) => `${percent(drop)} (${name.replace('T_D = ', '')})`).join(', ')}`,
    unit: '1',
    values: Object.fromEntries(drops),
    verdict: 'in part',
    explanation:
      'It survives to about 200 mK but shrinks on the way: a warmer drain leaves less difference of temperature for the change of transmission to act on.',
  }
}

function balanceClaims({ fig3 }: PaperData, intervals: PaperIntervals): Claim[] {
  const drainOf = (all: readonly NdtcInterval[]): NdtcInterval | undefined =>
    all.find(({ response }) => response === 'T_drain')
  const found = drainOf(intervals.fig3)
  const printed = drainOf(intervals.fig3AsPrinted)
  const range = (interval: NdtcInterval | undefined): string =>
    interval === undefined
      ? 'no NDTC'
      : `${kelvin(interval.onset.value)} at ${watt(interval.onset.drive)} to ${kelvin(interval.end.value)} at ${watt(interval.end.drive)}`
  const ends = (interval: NdtcInterval | undefined): Record<string, number> =>
    interval === undefined ? {} : { onset: interval.onset.drive, end: interval.end.drive }
  const drops = { literature: found?.drop ?? 0, asPrinted: printed?.drop ?? 0 }
  const sourceFalls = intervals.fig3.some(({ response }) => response === 'T_source')
  const source = column(fig3, 'T_source')
  return [
    {
      claim: 'T_D falls while P_in rises from 1.5 to 2.25 pW',
      where: 'Fig. 3(c)',
      claimed: '1.5 to 2.25 pW',
      computed: range(found),
      unit: 'W',
      values: ends(found),
      verdict: found === undefined ? 'not confirmed' : 'confirmed',
      explanation:
        'With the literature value of the electron-phonon coupling of copper, 2e9 W m^-3 K^-5 (examples/dey2023-ndtc.yaml); the lower end is read off a flat maximum in the paper.',
    },
    {
      claim: 'The electron-phonon coupling of copper is 3e9 W m^-3 K^-5',
      where: 'Sec. III C, text',
      claimed: '3e9 W m^-3 K^-5',
      computed: `with 3e9: ${range(printed)}`,
      unit: 'W',
      values: ends(printed),
      verdict: 'misprint',
      explanation:
        'With the printed value T_D would fall at powers that Fig. 3(c) does not show: the figure was drawn with 2e9, the literature value. The file dey2023-ndtc-as-printed.yaml has the printed one.',
    },
    {
      claim: 'The drop of T_D is larger than 1 mK ("a few mK" in the abstract)',
      where: 'Sec. IV, abstract',
      claimed: '> 1 mK',
      computed: `${kelvin(drops.literature, 4)} (2e9), ${kelvin(drops.asPrinted, 4)} (3e9)`,
      unit: 'K',
      values: drops,
      verdict: drops.literature > 1e-3 ? 'confirmed' : 'not confirmed',
      explanation: 'Larger than 1 mK with either coupling; "a few" is generous.',
    },
    {
      claim: 'T_S rises monotonically with P_in',
      where: 'Fig. 3(d)',
      claimed: 'monotonic',
      computed: sourceFalls
        ? 'falls somewhere'
        : `monotonic from ${kelvin(source[0], 4)} to ${kelvin(source[source.length - 1], 4)}`,
      unit: 'K',
      values: { first: source[0], last: source[source.length - 1] },
      verdict: sourceFalls ? 'not confirmed' : 'confirmed',
      explanation: 'The source loses most of its heat to its own phonons, more at every higher temperature.',
    },
  ]
}

async function assumptionClaims(data: PaperData, [interval]: readonly NdtcInterval[]): Promise<Claim[]> {
  const checksOf = (device: Device): AssumptionCheck[] => {
    const model = compile(interval === undefined ? device : setPath(device, paths.power, interval.onset.drive))
    return checkAssumptions(model, solve(model), { intervals: interval === undefined ? [] : [interval] })
  }
  const withAluminium = checksOf(data.literature)
  const withNiobium = checksOf(await exampleDevice('dey2023-ndtc', { 'assumptions.leads.material': 'Nb' }))
  const value = (checks: readonly AssumptionCheck[], name: string): number =>
    checks.find((check) => check.name === name)?.value ?? Number.NaN
  const healing = compileHealing(withAluminium)
  const aluminium = value(withAluminium, 'lead-heat')
  const niobium = value(withNiobium, 'lead-heat')
  const thermometer = value(withAluminium, 'thermometer')
  const drop = value(withAluminium, 'drop')
  return [
    {
      claim: 'The drop can be resolved by a thermometer with an uncertainty of 40 uK',
      where: 'Sec. IV',
      claimed: '40 uK',
      computed: `the drop is ${(drop / 40e-6).toPrecision(3)} times as large`,
      unit: 'K',
      values: { drop, resolution: 40e-6 },
      verdict: drop > 40e-6 ? 'confirmed' : 'not confirmed',
      explanation: 'Drop of T_D with the coupling 2e9, all other channels of heat left out as in the paper.',
    },
    {
      claim: 'The thermometer is insensitive to its own temperature, T_D <= 0.4 T_c of aluminium',
      where: 'Sec. III C',
      claimed: 'T_D/T_c <= 0.4',
      computed: `T_D/T_c = ${thermometer.toPrecision(3)}`,
      unit: '1',
      values: { ratio: thermometer },
      verdict: thermometer <= 0.4 ? 'confirmed' : 'not confirmed',
      explanation: 'At the onset of NDTC, with T_c = 1.2 K.',
    },
    {
      claim: 'The electrodes are shorter than the thermal healing length of tens to hundreds of um',
      where: 'Sec. III C',
      claimed: 'tens to hundreds of um',
      computed: `healing lengths ${healing.lengths.map((length) => quantityText(length, 'm', 3)).join(', ')}; electrodes 2 to 6 um`,
      unit: 'm',
      values: Object.fromEntries(healing.lengths.map((length, index) => [healing.names[index], length])),
      verdict: healing.holds ? 'confirmed' : 'not confirmed',
      explanation: 'sqrt(L0/(5 rho Sigma T^3)) of each strip at the onset of NDTC.',
    },
    {
      claim: 'Superconducting lines of Al or Nb suppress the heat that quasiparticles conduct',
      where: 'Sec. III',
      claimed: 'photons dominate',
      computed: `Nb: ${niobium.toExponential(0)} of the photonic heat; Al: ${numberText(aluminium, 2)} times the photonic heat`,
      unit: '1',
      values: { aluminium, niobium },
      verdict: aluminium < 0.1 && niobium < 0.1 ? 'confirmed' : niobium < 0.1 ? 'in part' : 'not confirmed',
      explanation:
        'The paper gives no size of the lines; for 50 um x 1 um x 100 nm aluminium leaks far more than photons carry, because the source is at a third of its T_c, while niobium does not.',
    },
  ]
}

function compileHealing(checks: readonly AssumptionCheck[]): { names: string[]; lengths: number[]; holds: boolean } {
  const healing = checks.filter(({ name }) => name === 'healing-length')
  return {
    names: healing.map(({ statement }) => statement),
    lengths: healing.map(({ limit }) => limit ?? Number.NaN),
    holds: healing.every(({ verdict }) => verdict === 'holds'),
  }
}

/** The photonic wavelength, the gap and the misprints of the conductivity. */
function formulaClaims(): Claim[] {
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
