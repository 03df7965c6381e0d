import { square } from '../../numerics/power.js'
import type { Dataset } from '../../study/dataset.js'
import type { NdtcInterval } from '../../study/ndtc.js'
import { boltzmann, reducedPlanck } from '../../units/constants.js'
import { type Claim, column, kelvin, type PaperIntervals, percent } from './claim.js'
import { type PaperData, paths, photonicHeat } from './dey2023Data.js'

/** Claims about the photonic heat between electrodes of given temperatures, Figs. 1 and 2. */
export function circuitClaims(data: PaperData, intervals: PaperIntervals): Claim[] {
  return [
    matchingClaim(data),
    closedFormClaim(data),
    stepClaim(intervals.fig1d),
    onsetClaim(data, intervals.fig2a),
    monotonicClaim(data.fig2b),
    ...modulationClaims(data.fig2c),
    robustnessClaim(data, intervals.fig2d),
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
  const quantum = (Math.PI * square(boltzmann)) / (12 * reducedPlanck)
  let worst = 0
  for (const [index, temperature] of temperatures.entries()) {
    if (temperature >= 0.4 || index === 0) continue
    worst = Math.max(worst, Math.abs(heat[index] / (quantum * (square(temperature) - square(0.03))) - 1))
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
    computed: holds ? 'monotonic for all r' : `rises by up to ${largestRise.toExponential(1)} in a step of 10 mK`,
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
  const limit = 1 - 8 / square(Math.PI)
  const last = modulation[modulation.length - 1]
  const deviation = Math.max(
    ...ratios.map((r, index) => Math.abs(smallest[index] / ((4 * (1 + r)) / square(2 + r)) - 1)),
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
