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
