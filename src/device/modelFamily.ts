import { renewNetwork } from '../circuit/network.js'
import type { PartFaces } from '../parts/part.js'
import { createTables, type PhysicsTables } from '../physics/tables.js'
import { renewHeatNetwork } from '../thermal/heatNetwork.js'
import type { PhotonChannel } from '../thermal/photonChannel.js'
import { buildContext } from './buildContext.js'
import { buildElement, heatNetworkParts, joinFaces, type Model } from './compile.js'
import type { Device } from './device.js'

/** What the last model was made of. */
interface Built {
  readonly model: Model
  readonly photon: PhotonChannel | null
  readonly faces: readonly PartFaces[]
}

/**
 * Compiles devices that differ in a few numbers, each from the one before.
 *
 * The graph of the circuit, its loop equations, the wiring of the heat network, the subdivision of the spectral integral and
 * all work space are kept; only elements whose numbers changed are built again. A device of another structure is compiled
 * afresh. A model is valid until the next one is asked for.
 */
export class ModelFamily {
  private readonly tables: PhysicsTables
  private built: Built | null = null

  /** @param tables Tables of the universal functions, to share them with other models. */
  constructor(tables: PhysicsTables = createTables()) {
    this.tables = tables
  }

  /**
   * The model of a device, as `compile` makes it.
   *
   * @throws Error as `compile` does.
   * @example
   * const family = new ModelFamily()
   * for (const device of devices) solve(family.at(device))
   */
  at(device: Device): Model {
    const previous = this.built
    // Should building fail, nothing half changed is kept.
    this.built = null
    const next = previous === null ? this.compile(device) : (this.change(previous, device) ?? this.compile(device))
    this.built = next
    return next.model
  }

  /** Forgets what suits the temperatures of the models so far: the next one behaves as if it were the first. */
  restart(): void {
    this.built?.photon?.spectralHeat.restart()
  }

  private compile(device: Device): Built {
    const context = buildContext(device, this.tables)
    const faces = elementsOf(device).map(([name, element]) => buildElement(name, element, context))
    return { ...joinFaces(device, faces, this.tables), faces }
  }

  /** The model changed to another device; null if its structure is another. */
  private change({ model, photon, faces }: Built, device: Device): Built | null {
    const old = model.device
    if (device === old) return { model, photon, faces }
    const elements = elementsOf(device)
    const oldElements = elementsOf(old)
    if (elements.length !== oldElements.length) return null
    const context = buildContext(device, this.tables)
    // An element may read materials, phonons, files and, as a coupling does, other elements of the circuit.
    const sameContext =
      device.materials === old.materials && device.phonons === old.phonons && device.files === old.files
    let electrical = false
    const nextFaces: PartFaces[] = []
    for (let index = 0; index < elements.length; index++) {
      const [name, element] = elements[index]!
      const [oldName, oldElement] = oldElements[index]!
      if (name !== oldName || element.kind !== oldElement.kind) return null
      const face = faces[index]!
      const coupled = face.couplings !== undefined
      if (element === oldElement && sameContext && !(coupled && device.circuit !== old.circuit)) {
        nextFaces.push(face)
        continue
      }
      const next = buildElement(name, element, context)
      // Multiports and couplings stand in the equations of the network themselves.
      if (face.multiports !== undefined || next.multiports !== undefined || coupled || next.couplings !== undefined) {
        return null
      }
      if (face.branches !== undefined || next.branches !== undefined) electrical = true
      nextFaces.push(next)
    }
    let { network } = model
    if (electrical) {
      const renewed = renewNetwork(
        network,
        nextFaces.flatMap(({ branches = [] }) => branches),
      )
      if (renewed === null) return null
      network = renewed
      photon?.spectralHeat.replaceBranches(network.branches)
    }
    const heatNetwork = renewHeatNetwork(model.heatNetwork, heatNetworkParts(device, nextFaces, photon))
    if (heatNetwork === null) return null
    const extents = nextFaces.flatMap((face) => face.extents ?? [])
    const limits = nextFaces.flatMap((face) => face.limits ?? [])
    const readings = nextFaces.flatMap((face) => face.readings ?? [])
    return {
      model: { device, network, heatNetwork, extents, limits, readings, tables: this.tables },
      photon,
      faces: nextFaces,
    }
  }
}

function elementsOf({ circuit, heat }: Device): [string, Device['circuit'][string]][] {
  return [...Object.entries(circuit), ...Object.entries(heat)]
}
