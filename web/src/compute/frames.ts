import { batch, computed } from '@preact/signals'
import type { Device } from 'caloritron'
import { device } from '../state/document.ts'
import type { Drive } from '../state/drive.ts'
import { desk, points } from './client.ts'
import { Latest } from './latest.ts'
import { livePoints, mostPoints, notePace } from './pace.ts'
import { curve, failed, heatCurve, mended, type Study, study } from './results.ts'

const heatPoints = 96
/** How long views that are ready wait for those that are not [ms]: together they are one picture. */
const patience = 24

/** What is to be shown of a device at once. */
export interface Frame {
  readonly device: Device
  readonly axis: Drive | null
  readonly key: string
  /** Whether the operating curve is another than the one that is shown. */
  readonly withCurve: boolean
}

/** Results that are put on the page together, or one by one where some take long. */
class Picture {
  #waiting: number
  #late = false
  #ready: (() => void)[] = []

  constructor(parts: number) {
    this.#waiting = parts
  }

  /** Starts to count the time that results may wait for others. */
  put(show: () => void): void {
    this.#waiting--
    this.#ready.push(show)
    if (this.#waiting === 0 || this.#late) this.#show()
    else if (this.#ready.length === 1) {
      setTimeout(() => {
        this.#late = true
        this.#show()
      }, patience)
    }
  }

  #show(): void {
    const ready = this.#ready
    this.#ready = []
    batch(() => {
      for (const show of ready) show()
    })
  }
}

async function pointAndHeat(current: Device, picture: Picture, signal: AbortSignal): Promise<void> {
  let found: Study
  try {
    // A solver cannot be interrupted: the frame lasts until it has answered.
    found = { ...(await points.askLatest('point', { device: current })), device: current }
  } catch (error) {
    picture.put(() => failed('point', error))
    picture.put(() => undefined)
    return
  }
  picture.put(() => {
    study.value = found
    mended('point')
  })
  try {
    const next = await heatOf(found, signal)
    picture.put(() => {
      heatCurve.value = next
      mended('heat')
    })
  } catch (error) {
    picture.put(() => failed('heat', error))
  }
}

/** Photonic heat against the temperature of the source, every other island as it is at the point. */
async function heatOf(found: Study, signal: AbortSignal): Promise<typeof heatCurve.value> {
  const island = sourceIsland.value
  const own = island === null ? undefined : found.point.temperatures[island]
  if (island === null || own === undefined) return null
  const { [island]: _, ...held } = found.point.temperatures
  if (Object.keys(held).length === 0) return null
  const to = heatRange(island, own)
  const from = Math.min(found.device.phonons, to / 2)
  const axes = { [`islands.${island}.temperature`]: { from, to, points: heatPoints } }
  const { dataset } = await desk.ask('sweep', { device: found.device, held, axes, falls: false }, { signal })
  return { dataset, island }
}

async function liveCurve({ device: current, axis, key }: Frame, picture: Picture, signal: AbortSignal): Promise<void> {
  try {
    const { path, from, to, scale } = axis!
    const count = livePoints(axis!.points)
    const start = performance.now()
    const axes = { [path]: { from, to, points: count, scale } }
    const { dataset, intervals } = await desk.ask('sweep', { device: current, axes, falls: true }, { signal })
    notePace(count, performance.now() - start)
    picture.put(() => {
      // The full curve may have been quicker.
      if (curve.value?.key === key && curve.value.complete) return
      const complete = count === Math.min(axis!.points, mostPoints)
      curve.value = { dataset, key, complete, intervals, refined: false }
      mended('curve')
    })
  } catch (error) {
    picture.put(() => failed('curve', error))
  }
}

/** Computes frames, one at a time, and of those that come meanwhile only the newest. */
export const frames = new Latest<Frame>(async (frame, signal) => {
  const withCurve = frame.withCurve && frame.axis !== null
  const picture = new Picture(withCurve ? 3 : 2)
  await Promise.all([
    ...(withCurve ? [liveCurve(frame, picture, signal)] : []),
    pointAndHeat(frame.device, picture, signal),
  ])
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
