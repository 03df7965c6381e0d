import type {
  AssumptionCheck,
  AxisRange,
  AxisValues,
  Dataset,
  Device,
  Field,
  NdtcInterval,
  OperatingPoint,
  PathDescription,
  Problem,
  SweepAxis,
} from 'caloritron'

/** A number of the device that can be varied. */
export interface DeviceNumber extends PathDescription {
  readonly value: number
  /** Heading under which it stands: `circuit.source_ti`. */
  readonly group: string
}

/** Offsets of a value in the text, and the quotes around it. */
export interface Span {
  readonly start: number
  readonly end: number
  readonly quote: string
}

/** What stands in a device file. */
export type FileValue = string | number | boolean | readonly FileValue[] | { readonly [key: string]: FileValue }

/** A value to be put at a path of the file; null leaves it out. */
export interface Change {
  readonly path: string
  readonly value: FileValue | null
}

/** A declared field of the device that is no number, or that is left out. */
export interface DeviceField {
  readonly path: string
  readonly group: string
  readonly type: Field['type']
  readonly label: string
  readonly description: string
  /** As it is typed; null where it is left out. */
  readonly value: string | null
  /** What it can be chosen from. */
  readonly options: readonly string[] | null
  /** What one would write to begin with. */
  readonly example: FileValue
  /** Whether it stands in the file and can be left out. */
  readonly removable: boolean
}

/** The quantity that is turned while one looks, as the file declares it or as it suits the device. */
export interface DriveAxis extends SweepAxis {
  readonly description: PathDescription
  readonly declared: boolean
}

/** Everything the page knows of a device file. */
export interface Reading {
  readonly device: Device | null
  readonly problems: readonly Problem[]
  readonly numbers: readonly DeviceNumber[]
  /** Where numbers stand in the text, by path; one that comes from the library stands nowhere. */
  readonly spans: Readonly<Record<string, Span>>
  readonly drive: DriveAxis | null
}

/** What is known about one operating point of a device. */
export interface PointStudy {
  readonly point: OperatingPoint
  /** Transmission, spectral heat and impedances at the temperatures of the point; null if they cannot be computed. */
  readonly spectrum: Dataset | null
  /** Why there is no spectrum. */
  readonly spectrumProblem: string | null
}

/** A piece of a branch of steady states along the drive, stable or unstable as a whole. */
export interface BranchPiece {
  /** Values of the drive [SI], and of the temperature of each island [K]. */
  readonly drive: readonly number[]
  readonly temperatures: Readonly<Record<string, readonly number[]>>
  readonly stable: boolean
}

/** All steady states over the range of the drive; no pieces where there is but one state everywhere. */
export interface BranchPicture {
  readonly pieces: readonly BranchPiece[]
  /** Where two states merge [SI]. */
  readonly folds: readonly number[]
}

/** Axes of a sweep by path. */
export type SweepAxes = Readonly<Record<string, AxisRange | AxisValues>>

/** The questions that a worker answers. */
export interface Studies {
  read: {
    readonly request: { readonly text: string; readonly files: Readonly<Record<string, string>> }
    readonly reply: Reading
  }
  /** What the controls need beside the numbers; null if the text has errors. */
  fields: {
    readonly request: { readonly text: string; readonly files: Readonly<Record<string, string>> }
    readonly reply: readonly DeviceField[] | null
  }
  write: {
    readonly request: { readonly text: string; readonly changes: readonly Change[] }
    readonly reply: string
  }
  point: { readonly request: { readonly device: Device }; readonly reply: PointStudy }
  /** Photonic heat at the point that this worker solved last; null where there is no other island to exchange it with. */
  heat: {
    readonly request: {
      readonly island: string
      /** Highest temperature [K] that the island is known to reach. */
      readonly highest: number
    }
    readonly reply: Dataset | null
  }
  details: {
    readonly request: { readonly device: Device; readonly curve: Dataset; readonly point: OperatingPoint | null }
    readonly reply: { readonly intervals: readonly NdtcInterval[]; readonly checks: readonly AssumptionCheck[] }
  }
  states: {
    readonly request: {
      readonly device: Device
      readonly path: string
      readonly from: number
      readonly to: number
    }
    readonly reply: BranchPicture
  }
  sweep: {
    readonly request: {
      readonly device: Device
      readonly axes: SweepAxes
      /** Whether to look for what falls, between the points. */
      readonly falls: boolean
    }
    readonly reply: { readonly dataset: Dataset; readonly intervals: readonly NdtcInterval[] }
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

export type ToWorker =
  | StudyRequest
  | { readonly type: 'abort'; readonly id: number }
  /** Sweeps will be asked for: get the workers for them. */
  | { readonly type: 'lead' }
  /** Become a worker of the pool, and take orders from this port. */
  | { readonly type: 'connect'; readonly port: MessagePort }
  /** A worker that this one has started has died. */
  | { readonly type: 'died'; readonly worker: number; readonly message: string }

export type FromWorker =
  | { readonly type: 'study'; readonly id: number; readonly value?: unknown; readonly problem?: string }
  | { readonly type: 'progress'; readonly id: number; readonly done: number; readonly total: number }
  /** Start a worker and connect it to this port: the page does so, because not every browser lets a worker do it. */
  | { readonly type: 'start'; readonly worker: number; readonly port: MessagePort }
  | { readonly type: 'stop'; readonly worker: number }
