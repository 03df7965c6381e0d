import type { Model } from '../device/compile.js'
import type { Device } from '../device/device.js'
import type { ModelFamily } from '../device/modelFamily.js'
import { setPath } from '../device/setPath.js'
import type { ChannelLink } from '../thermal/heatNetwork.js'

/**
 * Derivative of every heat flow with respect to a number of the device file, at fixed temperatures of the free islands.
 *
 * Differences of the flows of two devices. The discretisation of the spectral integral stays that of the device between them: its
 * errors cancel, so that a small step is no loss. Channels that the number cannot touch are left out.
 *
 * @param device The device.
 * @param path Path of the number.
 * @param value Its value [SI].
 * @param step Distance of the differences [SI] > 0.
 * @param temperatures Temperatures of the free islands [K], in the order of the heat network.
 * @param family Makes the models; its last one was that at `value`, solved.
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
  const [left, right] = [flowsAt(-1), flowsAt(1)]
  return right.map((flow, k) => (flow - left[k]) / (2 * step))
}

/** Whether the number at `path` can change the flows of a channel: a field of one element reaches its own channels, and
 * the electromagnetic one if the element stands in the circuit. */
function isTouched({ channel }: ChannelLink, { network }: Model, path: string): boolean {
  const [section, element] = path.split('.')
  if (section !== 'circuit' && section !== 'heat') return true
  if (channel.element !== null) return channel.element === element
  return [...network.branches, ...network.multiports].some(({ name }) => name === element)
}

/** Errors larger than this part of a flow mean that its discretisation does not suit the shifted device. */
const coarse = 1e-9

/** Evaluates with the discretisation of the neighbour, so that its errors cancel in the difference, unless it is too coarse. */
function evaluateLink({ channel, terminals, flows }: ChannelLink, held: Float64Array, free: Float64Array): void {
  const local = Float64Array.from(terminals, (index) => (index < free.length ? free[index] : held[index]))
  channel.evaluate(local, flows)
  const { power, error } = flows
  if (power.every((value, k) => error[k] <= coarse * Math.abs(value))) return
  if (channel.adapt?.(local)) channel.evaluate(local, flows)
}
