import { computed, effect, signal, untracked } from '@preact/signals'
import {
  type AssumptionCheck,
  type Dataset,
  type Device,
  findNdtc,
  type Model,
  type NdtcInterval,
  setPath,
  sweep,
} from 'caloritron'
import { device } from '../state/document.ts'
import { curveKey, type Drive, drive } from '../state/drive.ts'
import { pagePool } from './pagePool.ts'
import type { PointStudy } from './protocol.ts'
import { StudyClient, Superseded } from './studyClient.ts'

/** Points of a curve while something is dragged; the file's own number follows when it rests. */
const livePoints = 64
const mostPoints = 401
/** Time without a change [ms] after which everything is computed in full. */
const rest = 220
/** A sweep that reports nothing for so long [ms] has lost its worker. */
const patience = 20_000

export interface Curve {
  readonly dataset: Dataset
  readonly key: string
  readonly complete: boolean
  readonly intervals: readonly NdtcInterval[]
  /** Whether the intervals are located on the device itself. */
  readonly refined: boolean
}

export const curve = signal<Curve | null>(null)
export const heatCurve = signal<{
  readonly dataset: Dataset
  readonly island: string
  readonly complete: boolean
} | null>(null)
export const study = signal<(PointStudy & { readonly device: Device }) | null>(null)
export const checks = signal<readonly AssumptionCheck[]>([])
/** Why the last computation failed, by what failed. */
export const failures = signal<Readonly<Record<string, string>>>({})
export const progress = signal<{ readonly done: number; readonly total: number } | null>(null)
/** Whether everything shown belongs to the device as it is. */
export const settled = signal(false)

let pool = pagePool()
const points = new StudyClient()
const details = new StudyClient()

/** Starts the workers before they are needed. */
export function warmUp(): void {
  points.start()
}

function fail(what: string, error: unknown): void {
  if (error instanceof Superseded) return
  if (error instanceof DOMException && error.name === 'AbortError') return
  failures.value = { ...failures.value, [what]: error instanceof Error ? error.message : String(error) }
}

function mended(what: string): void {
  if (!(what in failures.value)) return
  const { [what]: _, ...others } = failures.value
  failures.value = others
}

/** A sweep needs of the model nothing but its device: the workers compile it. */
function modelOf(current: Device): Model {
  return { device: current } as Model
}

/** Sweeps on the workers; a pool that falls silent is replaced. */
async function sweepHere(
  current: Device,
  axes: Parameters<typeof sweep>[1],
  signal: AbortSignal,
  onProgress?: (done: number, total: number) => void,
): Promise<Dataset> {
  const silence = new AbortController()
  let alarm: ReturnType<typeof setTimeout> | undefined
  const listen = (): void => {
    clearTimeout(alarm)
    alarm = setTimeout(
      () => silence.abort(new Error('the computing workers do not answer; they were started anew')),
      patience,
    )
  }
  listen()
  try {
    return await sweep(modelOf(current), axes, {
      executor: pool,
      signal: AbortSignal.any([signal, silence.signal]),
      onProgress(done, total) {
        listen()
        onProgress?.(done, total)
      },
    })
  } catch (error) {
    if (silence.signal.aborted) {
      void pool.close()
      pool = pagePool()
    }
    throw error
  } finally {
    clearTimeout(alarm)
  }
}

/** Runs the newest request; one that is running is given up only for good reasons. */
class Latest<T> {
  #running: AbortController | null = null
  #next: T | null = null
  readonly #work: (request: T, signal: AbortSignal) => Promise<void>

  constructor(work: (request: T, signal: AbortSignal) => Promise<void>) {
    this.#work = work
  }

  /** @param patient Whether a running request may end first: a quick one gives a picture, an abort gives none. */
  request(request: T, patient: boolean): void {
    this.#next = request
    if (this.#running !== null && !patient) this.#running.abort()
    if (this.#running === null) void this.#run()
  }

  async #run(): Promise<void> {
    while (this.#next !== null) {
      const request = this.#next
      this.#next = null
      this.#running = new AbortController()
      try {
        await this.#work(request, this.#running.signal)
      } finally {
        this.#running = null
      }
    }
  }
}

interface CurveRequest {
  readonly device: Device
  readonly axis: Drive
  readonly key: string
  readonly complete: boolean
}

const curves = new Latest<CurveRequest>(async ({ device: current, axis, key, complete }, signal) => {
  const total = Math.min(axis.points, complete ? mostPoints : livePoints)
  try {
    const dataset = await sweepHere(
      current,
      { [axis.path]: { from: axis.from, to: axis.to, points: total, scale: axis.scale } },
      signal,
      (done) => {
        if (complete) progress.value = { done, total }
      },
    )
    const known = untracked(() => curve.value)
    const intervals = known?.key === key && known.refined ? known.intervals : findNdtc(dataset, { refine: false })
    curve.value = { dataset, key, complete, intervals, refined: known?.key === key && known.refined }
    mended('curve')
    if (complete) void refine(current, dataset, key)
  } catch (error) {
    fail('curve', error)
  } finally {
    progress.value = null
  }
})

async function refine(current: Device, dataset: Dataset, key: string): Promise<void> {
  const point = untracked(() => study.value?.point) ?? null
  try {
    const answer = await details.ask('details', { device: current, curve: dataset, point })
    if (untracked(() => curve.value?.key) === key) {
      curve.value = { ...untracked(() => curve.value)!, intervals: answer.intervals, refined: true }
    }
    checks.value = answer.checks
    mended('details')
  } catch (error) {
    fail('details', error)
  }
}

const heats = new Latest<{
  device: Device
  island: string
  others: Readonly<Record<string, number>>
  top: number
  complete: boolean
}>(async ({ device: current, island, others, top, complete }, signal) => {
  try {
    let held = current
    for (const [name, temperature] of Object.entries(others))
      held = setPath(held, `islands.${name}.temperature`, temperature)
    const from = Math.min(current.phonons, top / 2)
    const dataset = await sweepHere(
      held,
      { [`islands.${island}.temperature`]: { from, to: top, points: complete ? 129 : 64 } },
      signal,
    )
    heatCurve.value = { dataset, island, complete }
    mended('heat')
  } catch (error) {
    fail('heat', error)
  }
})

/** The island whose temperature the photonic heat is drawn against: one that is heated, or the hottest. */
export const sourceIsland = computed(() => {
  const current = device.value
  if (current === null) return null
  const names = Object.keys(current.islands)
  const emitters = names.filter((name) => Object.values(current.circuit).some(({ island }) => island === name))
  const heated = Object.values(current.heat).find(({ kind }) => kind === 'heater')?.island
  const swept = /^islands\.(.*)\.temperature$/.exec(current.sweep.at(-1)?.path ?? '')?.[1]
  return emitters.find((name) => name === heated) ?? emitters.find((name) => name === swept) ?? emitters[0] ?? null
})

let restTimer: ReturnType<typeof setTimeout> | undefined
let lastKey = ''

async function studyPoint(current: Device): Promise<void> {
  try {
    const answer = await points.ask('point', { device: current })
    study.value = { ...answer, device: current }
    mended('point')
  } catch (error) {
    fail('point', error)
  }
}

/** Highest source temperature of the heat curve: a little beyond what the operating curve reaches, in steps. */
function heatRange(island: string, temperature: number): number {
  const known = untracked(() => curve.value?.dataset.variables[`T_${island}`]?.data)
  const highest =
    known instanceof Float64Array ? known.reduce((top, value) => (value > top ? value : top), temperature) : temperature
  const step = 10 ** Math.floor(Math.log10(highest)) / 4
  return step * Math.ceil((1.05 * highest) / step)
}

function requestHeat(complete: boolean): void {
  const current = device.value
  const island = sourceIsland.value
  const temperatures = study.value?.point.temperatures
  if (current === null || island === null || temperatures?.[island] === undefined) return
  if (Object.keys(current.islands).length < 2) {
    heatCurve.value = null
    return
  }
  const { [island]: own, ...others } = temperatures
  if (Object.values(others).some((value) => current.islands === undefined || !(value > 0))) return
  heats.request({ device: current, island, others, top: heatRange(island, own!), complete }, !complete)
}

/** Follows the device: quick pictures while it changes, full ones when it rests. */
export function startEngine(): void {
  effect(() => {
    const current = device.value
    const axis = drive.value
    const key = curveKey.value
    if (current === null) return
    untracked(() => {
      settled.value = false
      const changed = key !== lastKey
      const first = lastKey === ''
      lastKey = key
      void studyPoint(current)
      if (changed && axis !== null) curves.request({ device: current, axis, key, complete: first }, true)
      clearTimeout(restTimer)
      restTimer = setTimeout(() => {
        void settle(current, axis, key)
      }, rest)
    })
  })
  effect(() => {
    if (study.value !== null) untracked(() => requestHeat(false))
  })
}

async function settle(current: Device, axis: Drive | null, key: string): Promise<void> {
  const known = curve.value
  if (axis !== null) {
    if (known === null || known.key !== key || !known.complete)
      curves.request({ device: current, axis, key, complete: true }, true)
    else void refine(current, known.dataset, key)
  }
  requestHeat(true)
  settled.value = true
}

/** Computes everything again, after a failure. */
export function retry(): void {
  const [current, axis, key] = [device.value, drive.value, curveKey.value]
  if (current === null) return
  failures.value = {}
  void studyPoint(current)
  if (axis !== null) curves.request({ device: current, axis, key, complete: true }, false)
}
