import { assumptionClaims } from './assumptionClaims.js'
import { balanceClaims } from './balanceClaims.js'
import { circuitClaims } from './circuitClaims.js'
import type { Claim, PaperIntervals } from './claim.js'
import type { PaperData } from './dey2023Data.js'
import { formulaClaims } from './formulaClaims.js'

/** Every claim of the paper that can be computed, and the misprints, each explained in a sentence. */
export async function paperClaims(data: PaperData, intervals: PaperIntervals): Promise<Claim[]> {
  return [
    ...circuitClaims(data, intervals),
    ...balanceClaims(data, intervals),
    ...(await assumptionClaims(intervals.fig3)),
    ...formulaClaims(),
  ]
}
