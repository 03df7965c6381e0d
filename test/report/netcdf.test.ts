import { File, Dataset as HdfDataset, ready } from 'h5wasm'
import { describe, expect, it } from 'vitest'
import { toNetcdf } from '../../src/report/netcdf.js'
import { exampleDataset, numbers } from './exampleDataset.js'

async function open<T>(bytes: Uint8Array, read: (file: File) => T): Promise<T> {
  const { FS } = await ready
  FS.writeFile('/read.nc', bytes)
  const file = new File('/read.nc', 'r')
  try {
    return read(file)
  } finally {
    file.close()
    FS.unlink('/read.nc')
  }
}

function variable(file: File, name: string): HdfDataset {
  const found = file.get(name)
  if (!(found instanceof HdfDataset)) throw new Error(`${name} is not in the file`)
  return found
}

const text = (object: HdfDataset | File, name: string): unknown => object.attrs[name]?.value

/** Where the eight bytes of a number stand in a file. */
function find(bytes: Uint8Array, value: number): number {
  return Buffer.from(bytes).indexOf(new Uint8Array(Float64Array.of(value).buffer))
}

describe('toNetcdf', () => {
  const written = toNetcdf(exampleDataset())

  it('is an HDF5 file with 64-bit numbers, bit by bit', async () => {
    const bytes = await written
    expect([...bytes.slice(0, 8)]).toEqual([0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a, 0x1a, 0x0a])
    // 0.1 + 0.2 has its last bits where a 32-bit float has none.
    const at = find(bytes, 0.1 + 0.2)
    expect(at).toBeGreaterThan(0)
    expect(find(bytes, Math.PI)).toBe(at + 8)
    await open(bytes, (file) => {
      const { metadata, value } = variable(file, 'T_drain')
      expect(metadata).toMatchObject({ type: 1, size: 8, littleEndian: true, shape: [2, 3] })
      expect(value).toEqual(exampleDataset().variables.T_drain.data)
      expect(variable(file, 'T_bath').metadata.shape).toEqual([])
    })
  })

  it('attaches dimension scales in the order of the dataset', async () => {
    await open(await written, (file) => {
      const names = ['circuit.film.ratio', 'heat.heater.power']
      names.forEach((name, position) => {
        const scale = variable(file, name)
        expect(text(scale, 'CLASS')).toBe('DIMENSION_SCALE')
        expect(text(scale, 'NAME')).toBe(name)
        expect(text(scale, '_Netcdf4Dimid')).toBe(position)
        for (const user of ['T_drain', 'status']) {
          expect(variable(file, user).get_attached_scales(position)).toEqual([`/${name}`])
        }
      })
      expect(variable(file, 'quality').get_attached_scales(0)).toEqual(['/circuit.film.ratio'])
    })
  })

  it('carries units, long names, coordinates, conventions and text', async () => {
    await open(await written, (file) => {
      const drain = variable(file, 'T_drain')
      expect(text(drain, 'units')).toBe('K')
      expect(text(drain, 'long_name')).toBe('temperature of island drain')
      expect(text(drain, 'coordinates')).toBe('run')
      expect(text(variable(file, 'T_bath'), 'coordinates')).toBeUndefined()
      expect(text(variable(file, 'status'), 'units')).toBeUndefined()
      expect(variable(file, 'status').value).toEqual(exampleDataset().variables.status.data)
      expect(variable(file, 'run').value).toEqual(exampleDataset().coordinates.run.data)
      expect(text(file, 'Conventions')).toBe('CF-1.8')
      expect(text(file, 'title')).toBe('Drain temperature, "two" ratios')
      expect(text(file, 'tolerance')).toBe(1e-9)
      expect(text(file, 'checked')).toBe('true')
    })
  })

  it('knows dimensions without coordinates, coordinates that are text, and long attributes', async () => {
    const long = 'ä'.repeat(60_000)
    const bytes = await toNetcdf({
      title: '',
      dimensions: { n: 2, island: 2 },
      coordinates: {
        island: { dimensions: ['island'], data: ['source', 'drain'], unit: '', symbol: 'island', longName: 'island' },
      },
      variables: { T: numbers(['n', 'island'], [1, 2, 3, 4], 'K', 'T', 'temperature') },
      attributes: { long },
    })
    await open(bytes, (file) => {
      expect(text(variable(file, 'n'), 'NAME')).toBe('This is a netCDF dimension but not a netCDF variable.         2')
      expect(variable(file, 'island').value).toEqual(['source', 'drain'])
      expect(variable(file, 'T').get_attached_scales(1)).toEqual(['/island'])
      expect(text(file, 'long')).toBe(long)
      expect(text(file, 'title')).toBe('')
    })
  })

  it('changes a name that NetCDF does not allow and keeps the original', async () => {
    const one = (name: string) => numbers([], [1], 'K', name, name)
    const dataset = { title: 't', dimensions: {}, coordinates: {}, attributes: {} }
    const bytes = await toNetcdf({ ...dataset, variables: { 'dT/dP max': one('a'), '.x': one('b') } })
    await open(bytes, (file) => {
      expect(text(variable(file, 'dT_dP_max'), 'original_name')).toBe('dT/dP max')
      expect(text(variable(file, '_.x'), 'original_name')).toBe('.x')
    })
    await expect(toNetcdf({ ...dataset, variables: { 'a/b': one('a'), a_b: one('b') } })).rejects.toThrow(
      '"a_b" and "a/b" would both be called "a_b"',
    )
  })

  it('leaves nothing behind in the memory of the library', async () => {
    await written
    const { FS } = await ready
    expect(FS.analyzePath('/dataset.nc').exists).toBe(false)
    expect(await toNetcdf(exampleDataset())).toHaveLength((await written).length)
  })
})
