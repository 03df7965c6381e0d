import type { NdtcInterval } from '../../study/ndtc.js'
import { type Claim, column, kelvin, type PaperIntervals, watt } from './claim.js'
import type { PaperData } from './dey2023Data.js'

/** Claims about the operating points of the device, Fig. 3. */
export function balanceClaims({ fig3 }: PaperData, intervals: PaperIntervals): Claim[] {
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
