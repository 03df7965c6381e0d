import type { Dataset } from 'caloritron'
import { device } from '../state/document.ts'
import { notice } from '../state/session.ts'
import { Menu, type MenuItem } from '../ui/Menu.tsx'
import { download, fileName } from './download.ts'

/** What writes pictures and files; it weighs more than the page itself and comes when it is asked for. */
export type Library = typeof import('./exports.ts')

/** What can be taken away of a view: pictures fit for a paper, and its data. */
export function TakeAway({
  view,
  svg,
  data,
}: {
  readonly view: string
  readonly svg: (library: Library, title: string) => string | Promise<string>
  /** Left out where a view has no numbers of its own. */
  readonly data?: (library: Library) => Dataset
}) {
  const item = (
    title: string,
    hint: string,
    ending: string,
    type: string,
    content: (library: Library, title: string) => Promise<BlobPart> | BlobPart,
  ): MenuItem => ({
    title,
    hint,
    async run() {
      try {
        const name = `${fileName(device.value?.title ?? '')}-${view}.${ending}`
        const library = await import('./exports.ts')
        download(name, await content(library, device.value?.title ?? ''), type)
      } catch (error) {
        notice.value = {
          kind: 'problem',
          message: `The file could not be made: ${error instanceof Error ? error.message : String(error)}`,
        }
      }
    },
  })
  return (
    <Menu
      title="Export"
      name={`Export ${view}`}
      items={[
        item('SVG', 'figure for a paper', 'svg', 'image/svg+xml', svg),
        item('PNG', '384 dpi', 'png', 'image/png', async (library, title) => library.pngOf(await svg(library, title))),
        ...(data === undefined
          ? []
          : [
              item('CSV', 'all digits', 'csv', 'text/csv', (library) => library.toCsv(data(library))),
              item(
                'NetCDF',
                'opens in xarray',
                'nc',
                'application/x-netcdf',
                async (library) => (await library.toNetcdf(data(library))) as BlobPart,
              ),
            ]),
      ]}
    />
  )
}
