import type { Model } from '../device/compile.js'
import type { Device } from '../device/device.js'
import type { ModelFamily } from '../device/modelFamily.js'
import { setPath } from '../device/setPath.js'
import type { ChannelLink } from '../thermal/heatNetwork.js'

/**
 * Derivative of every heat flow with respect to a number of the device file, at fixed temperatures of the free islands.
 *
 * Differences of the flows of two devices; of four, to fourth order, where the flow is not a straight line. Channels that
 * the number cannot touch are left out.
 *
 * @param device The device.
 * @param path Path of the number.
 * @param value Its value [SI].
 * @param step Distance of the differences [SI] > 0.
 * @param temperatures Temperatures of the free islands [K], in the order of the heat network.
 * @param family Models to compute with; not the one whose last model is still needed.
 * @returns Derivatives [W per SI unit] of all flows, channel by channel; not finite where a shifted value makes no device.
 */
export function flowDerivatives(
  device: Device,
  path: string,
  value: number,
  step: number,
  temperatures: Float64Array,
  family: ModelFamily,
): Float64Array {
  const flowsAt = (shift: number): Float64Array => {
    const model = family.at(setPath(device, path, value + shift * step))
    const { heatNetwork } = model
    return Float64Array.from(
      heatNetwork.links.flatMap((link) => {
        if (isTouched(link, model, path)) evaluateLink(link, heatNetwork.temperatures, temperatures)
        else link.flows.power.fill(0)
        return [...link.flows.power]
      }),
    )
  }
  const [left, middle, right] = [flowsAt(-1), flowsAt(0), flowsAt(1)]
  const slopes = middle.map((_, k) => (right[k] - left[k]) / (2 * step))
  const isStraight = middle.every((flow, k) => {
    const bend = Math.abs(right[k] - 2 * flow + left[k])
    return bend <= 1e-10 * Math.abs(right[k] - left[k]) || bend <= 4 * Number.EPSILON * Math.abs(flow)
  })
  if (isStraight) return slopes
  const [farLeft, farRight] = [flowsAt(-2), flowsAt(2)]
  return slopes.map((_, k) => (8 * (right[k] - left[k]) - (farRight[k] - farLeft[k])) / (12 * step))
}

/** Whether the number at `path` can change the flows of a channel: a field of one element reaches its own channels, and
 * the electromagnetic one if the element stands in the circuit. */
function isTouched({ channel }: ChannelLink, { network }: Model, path: string): boolean {
  const [section, element] = path.split('.')
  if (section !== 'circuit' && section !== 'heat') return true
  if (channel.element !== null) return channel.element === element
  return [...network.branches, ...network.multiports].some(({ name }) => name === element)
}

function evaluateLink({ channel, terminals, flows }: ChannelLink, held: Float64Array, free: Float64Array): void {
  const local = Float64Array.from(terminals, (index) => (index < free.length ? free[index] : held[index]))
  channel.adapt?.(local)
  channel.evaluate(local, flows)
}
