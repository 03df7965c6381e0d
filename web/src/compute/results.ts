import { signal } from '@preact/signals'
import type { AssumptionCheck, Dataset, Device, NdtcInterval } from 'caloritron'
import { Superseded } from './client.ts'
import type { BranchPicture, PointStudy } from './protocol.ts'

export interface Curve {
  readonly dataset: Dataset
  readonly key: string
  /** What it was computed for. */
  readonly device: Device
  /** Whether it has all points that the file asks for. */
  readonly complete: boolean
  readonly intervals: readonly NdtcInterval[]
  /** Whether the intervals are located on the device itself. */
  readonly refined: boolean
}

export interface HeatCurve {
  readonly dataset: Dataset
  readonly island: string
}

export type Study = PointStudy & { readonly device: Device }

export const curve = signal<Curve | null>(null)
export const heatCurve = signal<HeatCurve | null>(null)
export const study = signal<Study | null>(null)
/** All steady states over the drive, for the curve of this key, or why they are not known. */
export const branches = signal<(BranchPicture & { readonly key: string; readonly problem?: string }) | null>(null)
export const checks = signal<readonly AssumptionCheck[]>([])
/** Why the last computation failed, by what failed. */
export const failures = signal<Readonly<Record<string, string>>>({})
export const progress = signal<{ readonly done: number; readonly total: number } | null>(null)

/** Notes a failure, unless the work was only given up for something newer. */
export function failed(what: string, error: unknown): void {
  if (error instanceof Superseded || (error instanceof DOMException && error.name === 'AbortError')) return
  failures.value = { ...failures.value, [what]: error instanceof Error ? error.message : String(error) }
}

export function mended(what: string): void {
  if (!(what in failures.value)) return
  const { [what]: _, ...others } = failures.value
  failures.value = others
}
