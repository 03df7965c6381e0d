import { computed } from '@preact/signals'
import type { Device } from 'caloritron'
import { device } from '../state/document.ts'
import type { Drive } from '../state/drive.ts'
import { desk, points } from './client.ts'
import { Latest } from './latest.ts'
import { livePoints, mostPoints, notePace } from './pace.ts'
import { Picture } from './picture.ts'
import { curve, failed, heatCurve, mended, type Study, study } from './results.ts'

/** What is to be shown of a device at once. */
export interface Frame {
  readonly device: Device
  readonly axis: Drive | null
  readonly key: string
  /** Whether the operating curve is another than the one that is shown. */
  readonly withCurve: boolean
}

/** The operating point with its spectrum, and photonic heat about it, by one worker after the other. */
async function pointAndHeat(current: Device, picture: Picture, signal: AbortSignal): Promise<void> {
  const island = sourceIsland.value
  // A solver cannot be interrupted: the frame lasts until it has answered.
  const point = points.ask('point', { device: current })
  const heat = island === null ? null : points.ask('heat', { island, highest: highestKnown(island) }, { signal })
  // Without a point it says nothing new.
  heat?.catch(() => undefined)
  try {
    const found: Study = { ...(await point), device: current }
    picture.put(() => {
      study.value = found
      mended('point')
    })
  } catch (error) {
    picture.put(() => failed('point', error))
    return
  }
  try {
    const dataset = await heat
    picture.put(() => {
      heatCurve.value = dataset === null || island === null ? null : { dataset, island }
      mended('heat')
    })
  } catch (error) {
    picture.put(() => failed('heat', error))
  }
}

async function liveCurve(
  { device: current, axis, key }: Frame,
  count: number,
  picture: Picture,
  signal: AbortSignal,
): Promise<void> {
  try {
    const { path, from, to, scale } = axis!
    const axes = { [path]: { from, to, points: count, scale } }
    const { dataset, intervals } = await desk.ask('sweep', { device: current, axes, falls: true }, { signal })
    picture.put(() => {
      // The full curve may have been quicker.
      if (curve.value?.key === key && curve.value.complete) return
      const complete = count === Math.min(axis!.points, mostPoints)
      curve.value = { dataset, key, device: current, complete, intervals, refined: false }
      mended('curve')
    })
  } catch (error) {
    picture.put(() => failed('curve', error))
  }
}

/** Computes frames, one at a time, and of those that come meanwhile only the newest. */
export const frames = new Latest<Frame>(async (frame, signal) => {
  const picture = new Picture()
  const start = performance.now()
  const withCurve = frame.withCurve && frame.axis !== null
  const count = withCurve ? livePoints(frame.axis!.points) : 0
  await Promise.all([
    ...(withCurve ? [liveCurve(frame, count, picture, signal)] : []),
    pointAndHeat(frame.device, picture, signal),
  ])
  if (withCurve) notePace(count, performance.now() - start)
  return () => picture.show()
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

/** Highest temperature [K] of an island on the curve that is shown; 0 if it is not known. */
function highestKnown(island: string): number {
  const known = curve.value?.dataset.variables[`T_${island}`]?.data
  let highest = 0
  if (known instanceof Float64Array) for (const value of known) if (value > highest) highest = value
  return highest
}
