import type { Device, Problem } from '../../src/index.js'
import { root } from './browser.js'

/** A value of a device file. */
export type FileValue = string | number | boolean | readonly FileValue[] | { readonly [key: string]: FileValue }

interface Drive {
  readonly path: string
  readonly from: number
  readonly to: number
  readonly points: number
  readonly scale: 'linear' | 'log'
  readonly declared: boolean
}

interface Field {
  readonly path: string
  readonly type: string
  readonly value: string | null
  readonly options: readonly string[] | null
  readonly example: FileValue
  readonly removable: boolean
}

type Files = Readonly<Record<string, string>>

/** Modules of the page that need no browser, as far as tests look at them; the page has a compiler of its own. */
export interface PageModules {
  readonly readingOf: (
    text: string,
    files: Files,
  ) => { readonly device: Device | null; readonly drive: Drive | null; readonly problems: readonly Problem[] }
  readonly deviceFields: (request: { readonly text: string; readonly files: Files }) => readonly Field[] | null
  readonly writeValue: (text: string, path: string, value: FileValue | null) => string
  readonly asTypeScript: (text: string, device: Device, axis: Drive | null) => string
  readonly asCommand: (file: string, device: Device, axis: Drive | null) => string
  readonly layoutLedger: (
    point: unknown,
    device: Device,
  ) => {
    readonly width: number
    readonly height: number
    readonly boxWidth: number
    readonly boxes: readonly {
      readonly name: string
      readonly x: number
      readonly y: number
      readonly height: number
    }[]
    readonly streams: readonly { readonly points: readonly (readonly [number, number])[] }[]
  }
}

export async function pageModules(): Promise<PageModules> {
  const names = ['compute/reading', 'compute/deviceFields', 'compute/yamlWrite', 'takeaway/words', 'views/ledgerLayout']
  const parts: unknown[] = await Promise.all(names.map((name) => import(`${root}web/src/${name}.ts`)))
  return Object.assign({}, ...parts) as PageModules
}
