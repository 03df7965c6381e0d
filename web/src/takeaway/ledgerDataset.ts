import type { Dataset, Device, OperatingPoint, Variable } from 'caloritron'

/** The heat ledger of an operating point as a dataset: a row for each flow, the temperatures of the islands as attributes. */
export function ledgerDataset({ heat, temperatures, status, residual }: OperatingPoint, device: Device): Dataset {
  const text = (symbol: string, longName: string, data: string[]): Variable => ({
    dimensions: ['flow'],
    data,
    unit: '',
    symbol,
    longName,
  })
  const power = (symbol: string, longName: string, data: number[]): Variable => ({
    dimensions: ['flow'],
    data: Float64Array.from(data),
    unit: 'W',
    symbol,
    longName,
  })
  return {
    title: device.title,
    dimensions: { flow: heat.length },
    coordinates: {},
    variables: {
      channel: text(
        'channel',
        'heat channel',
        heat.map(({ channel }) => channel),
      ),
      element: text(
        'element',
        'element of the device file',
        heat.map(({ element }) => element ?? ''),
      ),
      from: text(
        'from',
        'where the heat leaves',
        heat.map(({ from }) => from),
      ),
      to: text(
        'to',
        'where the heat arrives',
        heat.map(({ to }) => to),
      ),
      power: power(
        'power',
        'heat from the first to the second',
        heat.map((row) => row.power),
      ),
      power_error: power(
        'power_error',
        'estimated error of the power',
        heat.map(({ errorEstimate }) => errorEstimate),
      ),
    },
    attributes: {
      status,
      residual,
      phonons: `${device.phonons} K`,
      ...Object.fromEntries(Object.entries(temperatures).map(([island, value]) => [`T_${island}`, `${value} K`])),
    },
  }
}
