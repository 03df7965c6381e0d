import { computed, effect, signal, untracked } from '@preact/signals'
import type { AssumptionCheck, Dataset, Device, NdtcInterval } from 'caloritron'
import { device } from '../state/document.ts'
import { curveKey, type Drive, drive } from '../state/drive.ts'
import { desk, details, points, Superseded } from './client.ts'
import { Latest } from './latest.ts'
import type { PointStudy } from './protocol.ts'

/** Points of a curve while something is dragged; the file's own number follows when it rests. */
const livePoints = 64
const mostPoints = 401
const heatPoints = 128
/** Time without a change [ms] after which everything is computed in full. */
const rest = 220

export interface Curve {
  readonly dataset: Dataset
  readonly key: string
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

export const curve = signal<Curve | null>(null)
export const heatCurve = signal<HeatCurve | null>(null)
export const study = signal<(PointStudy & { readonly device: Device }) | null>(null)
export const checks = signal<readonly AssumptionCheck[]>([])
/** Why the last computation failed, by what failed. */
export const failures = signal<Readonly<Record<string, string>>>({})
export const progress = signal<{ readonly done: number; readonly total: number } | null>(null)

/** Starts the workers before they are needed. */
export function warmUp(): void {
  desk.start()
  points.start()
}

function failed(what: string, error: unknown): void {
  if (error instanceof Superseded || (error instanceof DOMException && error.name === 'AbortError')) return
  failures.value = { ...failures.value, [what]: error instanceof Error ? error.message : String(error) }
}

function mended(what: string): void {
  if (!(what in failures.value)) return
  const { [what]: _, ...others } = failures.value
  failures.value = others
}

interface CurveRequest {
  readonly device: Device
  readonly axis: Drive
  readonly key: string
  readonly complete: boolean
}

const curves = new Latest<CurveRequest>(async ({ device: current, axis, key, complete }, signal) => {
  const total = Math.min(axis.points, complete ? mostPoints : livePoints)
  const axes = { [axis.path]: { from: axis.from, to: axis.to, points: total, scale: axis.scale } }
  const onProgress = (done: number): void => {
    if (complete) progress.value = { done, total }
  }
  try {
    const { dataset, intervals } = await desk.ask(
      'sweep',
      { device: current, axes, falls: true },
      { signal, onProgress },
    )
    const known = curve.value
    const refined = known?.key === key && known.refined
    curve.value = { dataset, key, complete, intervals: refined ? known.intervals : intervals, refined }
    mended('curve')
    if (complete) void refine(current, dataset, key)
  } catch (error) {
    failed('curve', error)
  } finally {
    progress.value = null
  }
})

async function refine(current: Device, dataset: Dataset, key: string): Promise<void> {
  try {
    const point = study.value?.point ?? null
    const answer = await details.askLatest('details', { device: current, curve: dataset, point })
    if (curve.value?.key === key) curve.value = { ...curve.value, intervals: answer.intervals, refined: true }
    checks.value = answer.checks
    mended('details')
  } catch (error) {
    failed('details', error)
  }
}

interface HeatRequest {
  readonly device: Device
  readonly island: string
  readonly held: Readonly<Record<string, number>>
  readonly top: number
  readonly complete: boolean
}

const heats = new Latest<HeatRequest>(async ({ device: current, island, held, top, complete }, signal) => {
  const from = Math.min(current.phonons, top / 2)
  const axes = { [`islands.${island}.temperature`]: { from, to: top, points: complete ? heatPoints : livePoints } }
  try {
    const { dataset } = await desk.ask('sweep', { device: current, held, axes, falls: false }, { signal })
    heatCurve.value = { dataset, island }
    mended('heat')
  } catch (error) {
    failed('heat', error)
  }
})

/** The island whose temperature the photonic heat is drawn against: one that is heated, or swept, or the first. */
export const sourceIsland = computed(() => {
  const current = device.value
  if (current === null) return null
  const emitters = Object.keys(current.islands).filter((name) =>
    Object.values(current.circuit).some(({ island }) => island === name),
  )
  const heated = Object.values(current.heat).find(({ kind }) => kind === 'heater')?.island
  const swept = /^islands\.(.*)\.temperature$/.exec(current.sweep.at(-1)?.path ?? '')?.[1]
  return emitters.find((name) => name === heated) ?? emitters.find((name) => name === swept) ?? emitters[0] ?? null
})

/** Highest source temperature of the heat curve: a little beyond what the operating curve reaches, in steps. */
function heatRange(island: string, temperature: number): number {
  const known = curve.value?.dataset.variables[`T_${island}`]?.data
  let highest = temperature
  if (known instanceof Float64Array) for (const value of known) if (value > highest) highest = value
  const step = 10 ** Math.floor(Math.log10(highest)) / 4
  return step * Math.ceil((1.05 * highest) / step)
}

function requestHeat(complete: boolean): void {
  const found = study.value
  const island = sourceIsland.value
  const own = island === null ? undefined : found?.point.temperatures[island]
  if (found === null || island === null || own === undefined) return
  const { [island]: _, ...held } = found.point.temperatures
  if (Object.keys(held).length === 0) heatCurve.value = null
  else heats.request({ device: found.device, island, held, top: heatRange(island, own), complete })
}

async function studyPoint(current: Device): Promise<void> {
  try {
    const answer = await points.askLatest('point', { device: current })
    study.value = { ...answer, device: current }
    mended('point')
  } catch (error) {
    failed('point', error)
  }
}

let restTimer: ReturnType<typeof setTimeout> | undefined
let lastKey = ''

/** Follows the device: quick pictures while it changes, full ones when it rests. */
export function startEngine(): void {
  effect(() => {
    const [current, axis, key] = [device.value, drive.value, curveKey.value]
    if (current === null) return
    untracked(() => {
      void studyPoint(current)
      if (axis !== null && key !== lastKey) curves.request({ device: current, axis, key, complete: lastKey === '' })
      lastKey = key
      clearTimeout(restTimer)
      restTimer = setTimeout(() => settle(current, axis, key), rest)
    })
  })
  effect(() => {
    if (study.value !== null) untracked(() => requestHeat(false))
  })
}

function settle(current: Device, axis: Drive | null, key: string): void {
  const known = curve.value
  if (axis !== null) {
    if (known?.key === key && known.complete) void refine(current, known.dataset, key)
    else curves.request({ device: current, axis, key, complete: true })
  }
  requestHeat(true)
}

/** Computes everything again, after a failure. */
export function retry(): void {
  const [current, axis, key] = [device.value, drive.value, curveKey.value]
  if (current === null) return
  failures.value = {}
  void studyPoint(current)
  if (axis !== null) curves.request({ device: current, axis, key, complete: true })
}
