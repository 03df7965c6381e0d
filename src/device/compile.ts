import { buildNetwork, type Network } from '../circuit/network.js'
import type { BuildContext, Extent, Limit, PartFaces, Reading } from '../parts/part.js'
import { partKinds } from '../parts/registry.js'
import { createTables, type PhysicsTables } from '../physics/tables.js'
import {
  buildHeatNetwork,
  type HeatBath,
  type HeatIsland,
  type HeatNetwork,
  type HeatNetworkParts,
} from '../thermal/heatNetwork.js'
import type { OperatingPoint } from '../thermal/operatingPoint.js'
import { type PhotonChannel, photonChannel } from '../thermal/photonChannel.js'
import { type SolveOptions, solveBalance } from '../thermal/solveBalance.js'
import { buildContext } from './buildContext.js'
import type { Device, DeviceElement } from './device.js'

/** A device made ready for computation: the electrical and the heat network of all its parts. */
export interface Model {
  readonly device: Device
  /** Electrical network: photon transmission between islands. */
  readonly network: Network
  /** Heat network: islands, the phonon bath and every channel, the electromagnetic one included. */
  readonly heatNetwork: HeatNetwork
  /** Geometry of the conductors, for the assumption checks. */
  readonly extents: readonly Extent[]
  /** Bounds within which the description of elements holds, for the assumption checks. */
  readonly limits: readonly Limit[]
  /** What meters show at an operating point. */
  readonly readings: readonly Reading[]
  /** Tables of the universal functions it computes with; hand them to `compile` of related devices. */
  readonly tables: PhysicsTables
}

export interface CompileOptions {
  /** Tables to be shared between models; each model has its own otherwise. */
  readonly tables?: PhysicsTables
}

/** Reservoir of the lattice phonons, at the temperature `phonons` of the device file. */
export const phononBath = 'phonons'

const kinds = new Map(partKinds.map((part) => [part.kind, part]))

/** What one element brings to the networks of a device. */
export function buildElement(name: string, element: DeviceElement, context: BuildContext): PartFaces {
  const part = kinds.get(element.kind)
  if (part === undefined) {
    throw new Error(
      `${name}: there is no part of kind "${element.kind}"; the kinds are ${[...kinds.keys()].join(', ')}`,
    )
  }
  return part.build(name, element, context)
}

/**
 * Builds the electrical and the heat network of a device.
 *
 * Each element contributes its branches to the circuit and its channels to the heat network; the electromagnetic field of
 * the whole circuit becomes one channel between all islands that have an element in it.
 *
 * @param device Device as read by `readDevice`, or with numbers changed by `setPath`.
 * @param options `tables` of the universal functions, to share them between models.
 * @returns The model. It owns work space, so that one model serves one computation at a time.
 * @throws Error if an element refers to something the device does not have, or a network makes no sense.
 * @example
 * const model = compile(readDevice(text))
 */
export function compile(device: Device, { tables = createTables() }: CompileOptions = {}): Model {
  const context = buildContext(device, tables)
  const faces = [...Object.entries(device.circuit), ...Object.entries(device.heat)].map(([name, element]) =>
    buildElement(name, element, context),
  )
  return joinFaces(device, faces, tables).model
}

/** All that the elements bring of one kind; a loop, because it runs at each point of a sweep. */
export function gather<Kind extends ListKinds>(
  faces: readonly PartFaces[],
  kind: Kind,
): NonNullable<PartFaces[Kind]>[number][] {
  const all: NonNullable<PartFaces[Kind]>[number][] = []
  for (let index = 0; index < faces.length; index++) {
    const list = faces[index][kind]
    if (list === undefined) continue
    for (let place = 0; place < list.length; place++) all.push(list[place])
  }
  return all
}

type ListKinds =
  | 'branches'
  | 'multiports'
  | 'couplings'
  | 'channels'
  | 'heatCapacities'
  | 'extents'
  | 'limits'
  | 'readings'

/** The model of a device whose elements are built, and its electromagnetic channel if it has one. */
export function joinFaces(
  device: Device,
  faces: readonly PartFaces[],
  tables: PhysicsTables,
): { readonly model: Model; readonly photon: PhotonChannel | null; readonly parts: HeatNetworkParts } {
  const network = buildNetwork(gather(faces, 'branches'), gather(faces, 'multiports'), gather(faces, 'couplings'))
  const photon = network.islands.length > 1 ? photonChannel(network) : null
  const parts = heatNetworkParts(device, faces, photon)
  const heatNetwork = buildHeatNetwork(parts)
  return {
    model: {
      device,
      network,
      heatNetwork,
      extents: gather(faces, 'extents'),
      limits: gather(faces, 'limits'),
      readings: gather(faces, 'readings'),
      tables,
    },
    photon,
    parts,
  }
}

/** Islands, baths and channels of a device whose elements are built. */
export function heatNetworkParts(
  device: Device,
  faces: readonly PartFaces[],
  photon: PhotonChannel | null,
): HeatNetworkParts {
  const channels = gather(faces, 'channels')
  if (photon !== null) channels.unshift(photon)
  return {
    islands: islandsOf(device),
    baths: bathsOf(device),
    channels,
    heatCapacities: gather(faces, 'heatCapacities'),
  }
}

export function islandsOf({ islands }: Device): HeatIsland[] {
  return Object.entries(islands).map(([name, { temperature }]) => ({ name, fixedTemperature: temperature }))
}

export function bathsOf({ phonons }: Device): HeatBath[] {
  return [{ name: phononBath, temperature: phonons }]
}

/**
 * Finds the operating point of a device: the temperatures at which every free island receives as much heat as it gives.
 *
 * Σ_flows into k − Σ_flows out of k = 0 for each free island k (Dey et al., Eq. 7 for two).
 *
 * @param model Model from `compile`.
 * @param options `initialTemperatures` [K] by island as starting guess, `relativeTolerance` of the balance (default 1e-12 of
 * the largest flow), `maxIterations`, `signal` to abort.
 * @returns Temperatures, heat ledger, residual and `status`; only `converged` is a solution to the asked tolerance.
 * @example
 * solve(compile(readDevice(text))).temperatures.drain // 0.1523
 */
export function solve(model: Model, options: SolveOptions = {}): OperatingPoint {
  return solveBalance(model.heatNetwork, options)
}
