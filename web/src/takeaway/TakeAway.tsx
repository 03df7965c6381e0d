import type { Dataset } from 'caloritron'
import { curve } from '../compute/results.ts'
import { notice } from '../state/session.ts'
import { Menu } from '../ui/Menu.tsx'
import { download, fileName } from './download.ts'
import type { ViewName } from './exports.ts'

/** What can be taken away of a view: pictures fit for a paper, and its data. */
export function TakeAway({ view, dataset }: { readonly view: ViewName; readonly dataset: Dataset }) {
  const name = `${fileName(dataset.title)}-${view}`
  const task = (run: (library: typeof import('./exports.ts')) => Promise<void>) => async (): Promise<void> => {
    try {
      // Drawing for print and writing of files weigh more than the page itself.
      await run(await import('./exports.ts'))
    } catch (error) {
      notice.value = {
        kind: 'problem',
        message: `The file could not be made: ${error instanceof Error ? error.message : String(error)}`,
      }
    }
  }
  const intervals = curve.value?.intervals ?? []
  return (
    <Menu
      title="Export"
      name={`Export ${view}`}
      items={[
        {
          title: 'SVG',
          hint: 'figure for a paper',
          run: task(async ({ svgOf }) =>
            download(`${name}.svg`, await svgOf(view, dataset, intervals), 'image/svg+xml'),
          ),
        },
        {
          title: 'PNG',
          hint: '384 dpi',
          run: task(async ({ svgOf, pngOf }) =>
            download(`${name}.png`, await pngOf(await svgOf(view, dataset, intervals)), 'image/png'),
          ),
        },
        {
          title: 'CSV',
          hint: 'all digits',
          run: task(async ({ toCsv }) => download(`${name}.csv`, toCsv(dataset), 'text/csv')),
        },
        {
          title: 'NetCDF',
          hint: 'opens in xarray',
          run: task(async ({ toNetcdf }) =>
            download(`${name}.nc`, (await toNetcdf(dataset)) as BlobPart, 'application/x-netcdf'),
          ),
        },
      ]}
    />
  )
}
