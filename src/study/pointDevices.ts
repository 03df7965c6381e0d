import type { Device } from '../device/device.js'
import { axisChecker, axisSetter } from '../device/setPath.js'
import { axisLength, axisValue, type JobAxis, positionsOf, type SweepJob } from './sweepJob.js'

/** One axis as the points of a sweep need it. */
interface Step {
  readonly axis: JobAxis
  readonly set: (device: Device, value: number) => Device
  readonly check: ReturnType<typeof axisChecker>
  /** Positions whose values were found to be fine. */
  readonly accepted: Uint8Array
  /** Where the last point stands on this axis, and the device with the values of the axes up to this one. */
  position: number
  device: Device
}

/**
 * The devices at the points of a sweep, made at the cost of the axes on which a point differs from the one before.
 *
 * Every value is checked where it is met first and not at every point of the grid: the limits of a field do not depend on the
 * other axes.
 */
export class PointDevices {
  readonly job: SweepJob
  private readonly steps: Step[]

  /** @throws DeviceError if a path leads to nothing that can be varied. */
  constructor(job: SweepJob) {
    this.job = job
    this.steps = job.axes.map((axis) => ({
      axis,
      set: axisSetter(job.device, axis.path),
      check: axisChecker(job.device, axis.path),
      accepted: new Uint8Array(axisLength(axis)),
      position: -1,
      device: job.device,
    }))
  }

  /**
   * @param point Number of the point in row-major order.
   * @throws RangeError where a value is refused.
   */
  at(point: number): Device {
    const positions = positionsOf(this.job, point)
    let { device } = this.job
    let changed = false
    for (const [index, step] of this.steps.entries()) {
      const position = positions[index]!
      if (changed || position !== step.position) {
        changed = true
        // Whatever fails here, the next point begins anew.
        step.position = -1
        const value = axisValue(step.axis, position)
        accept(step, position, value)
        step.device = step.set(device, value)
        step.position = position
      }
      device = step.device
    }
    return device
  }
}

function accept({ check, accepted }: Step, position: number, value: number): void {
  if (accepted[position] === 1) return
  const [problem] = check(value)
  if (problem !== undefined) throw new RangeError(`${problem.path}: ${problem.message}`)
  accepted[position] = 1
}
