import { effect, untracked } from '@preact/signals'
import type { Dataset, Device } from 'caloritron'
import { device } from '../state/document.ts'
import { curveKey, type Drive, drive } from '../state/drive.ts'
import { desk, details, points, Superseded, states } from './client.ts'
import { frames } from './frames.ts'
import { mostPoints } from './pace.ts'
import { branches, checks, curve, failed, failures, mended, progress, study } from './results.ts'

/** Time without a change [ms] after which everything is computed in full. */
const rest = 220

/** Starts the workers before they are needed. */
export function warmUp(): void {
  desk.start()
  points.start()
}

/** The full curve that is being computed. */
let full: { readonly key: string; readonly controller: AbortController } | null = null

async function fullCurve(current: Device, axis: Drive, key: string): Promise<void> {
  if (full?.key === key) return
  full?.controller.abort()
  const controller = new AbortController()
  full = { key, controller }
  const total = Math.min(axis.points, mostPoints)
  const axes = { [axis.path]: { from: axis.from, to: axis.to, points: total, scale: axis.scale } }
  try {
    const { dataset, intervals } = await desk.ask(
      'sweep',
      { device: current, axes, falls: true },
      {
        signal: controller.signal,
        onProgress(done) {
          progress.value = { done, total }
        },
      },
    )
    curve.value = { dataset, key, device: current, complete: true, intervals, refined: false }
    mended('curve')
    void refine(current, dataset, key)
  } catch (error) {
    failed('curve', error)
  } finally {
    if (full?.controller === controller) {
      full = null
      progress.value = null
    }
  }
}

async function refine(current: Device, dataset: Dataset, key: string): Promise<void> {
  try {
    const point = study.value?.point ?? null
    const answer = await details.askLatest('details', { device: current, curve: dataset, point })
    if (curve.value?.key === key) curve.value = { ...curve.value, intervals: answer.intervals, refined: true }
    checks.value = answer.checks
    mended('details')
    void lookForStates(current, key)
  } catch (error) {
    failed('details', error)
  }
}

async function lookForStates(current: Device, key: string): Promise<void> {
  const axis = drive.value
  if (axis === null || key !== curveKey.value || branches.value?.key === key) return
  const { path, from, to } = axis
  if (Object.values(current.islands).every(({ temperature }) => temperature !== null)) return
  try {
    branches.value = { ...(await states.askLatest('states', { device: current, path, from, to })), key }
  } catch (error) {
    if (error instanceof Superseded) return
    branches.value = { pieces: [], folds: [], key, problem: error instanceof Error ? error.message : String(error) }
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
      const first = lastKey === ''
      // What is half done for another device only takes time from this one.
      if (full !== null && full.key !== key) full.controller.abort()
      if (lastKey !== key) states.stop()
      frames.request({ device: current, axis, key, withCurve: key !== curve.value?.key })
      lastKey = key
      clearTimeout(restTimer)
      restTimer = setTimeout(() => settle(current, axis, key), first ? 0 : rest)
    })
  })
  effect(() => {
    const found = study.value
    // The first point may come after the first curve.
    if (found !== null && checks.peek().length === 0) untracked(() => refineShown(found.device))
  })
}

function settle(current: Device, axis: Drive | null, key: string): void {
  if (axis === null) return
  if (curve.value?.key === key && curve.value.complete) refineShown(current)
  else void fullCurve(current, axis, key)
}

function refineShown(current: Device): void {
  const shown = curve.value
  if (shown?.complete && shown.key === curveKey.value) void refine(current, shown.dataset, shown.key)
}

/** Computes everything again, after a failure. */
export function retry(): void {
  const [current, axis, key] = [device.value, drive.value, curveKey.value]
  if (current === null) return
  failures.value = {}
  frames.request({ device: current, axis, key, withCurve: key !== curve.value?.key })
  settle(current, axis, key)
}
