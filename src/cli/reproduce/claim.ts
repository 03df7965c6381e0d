import type { Dataset } from '../../study/dataset.js'
import type { NdtcInterval } from '../../study/ndtc.js'
import { quantityText } from '../quantityText.js'

/** How what comes out compares with what the paper says. */
export type ClaimVerdict = 'confirmed' | 'in part' | 'misprint' | 'not confirmed'

/** A statement of a paper next to what its equations give. */
export interface Claim {
  readonly claim: string
  /** Figure, equation or section. */
  readonly where: string
  /** What the paper says, as it says it. */
  readonly claimed: string
  /** What comes out, in words. */
  readonly computed: string
  /** SI unit of `values`. */
  readonly unit: string
  /** The numbers of `computed`. */
  readonly values: Readonly<Record<string, number>>
  readonly verdict: ClaimVerdict
  /** What the difference is due to, or what the agreement rests on. */
  readonly explanation: string
}

/** NDTC intervals of the figures. */
export interface PaperIntervals {
  readonly fig1d: readonly NdtcInterval[]
  readonly fig2a: readonly NdtcInterval[]
  readonly fig2d: readonly NdtcInterval[]
  readonly fig3: readonly NdtcInterval[]
  readonly fig3AsPrinted: readonly NdtcInterval[]
}

/** A temperature in words. */
export const kelvin = (value: number, digits = 6): string => quantityText(value, 'K', digits)
/** A power in words. */
export const watt = (value: number, digits = 5): string => quantityText(value, 'W', digits)
/** A share in words. */
export const percent = (value: number, digits = 3): string => `${Number((100 * value).toPrecision(digits))} %`

/** Numbers of a coordinate or variable of one of the figures. */
export function column(dataset: Dataset, name: string): Float64Array {
  return (dataset.coordinates[name] ?? dataset.variables[name]).data as Float64Array
}
