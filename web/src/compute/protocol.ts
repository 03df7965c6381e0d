import type {
  AssumptionCheck,
  Dataset,
  Device,
  NdtcInterval,
  OperatingPoint,
  WorkerReply,
  WorkerRequest,
} from 'caloritron'

/** What is known about one operating point of a device. */
export interface PointStudy {
  readonly point: OperatingPoint
  /** Transmission, spectral heat and impedances at the temperatures of the point; null if they cannot be computed. */
  readonly spectrum: Dataset | null
  /** Why there is no spectrum. */
  readonly spectrumProblem: string | null
}

/** The questions that a worker answers beside the chunks of sweeps. */
export interface Studies {
  point: { readonly request: { readonly device: Device }; readonly reply: PointStudy }
  details: {
    readonly request: { readonly device: Device; readonly curve: Dataset; readonly point: OperatingPoint | null }
    readonly reply: { readonly intervals: readonly NdtcInterval[]; readonly checks: readonly AssumptionCheck[] }
  }
}

export type StudyName = keyof Studies

export type StudyRequest = {
  [Name in StudyName]: {
    readonly type: 'study'
    readonly name: Name
    readonly id: number
    readonly request: Studies[Name]['request']
  }
}[StudyName]

export interface StudyReply {
  readonly type: 'study'
  readonly id: number
  readonly value?: unknown
  readonly problem?: string
}

export type ToWorker = WorkerRequest | StudyRequest
export type FromWorker = WorkerReply | StudyReply
